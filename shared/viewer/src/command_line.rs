//! Reading the command line, which works the same in every program.
//!
//! If something is wrong with it, the program says so in one sentence and ends with exit status 2.
//! `--help` and `--version` end it with exit status 0.

use crate::exit::exit;
use crate::option::{Opt, Rejection, Usage};
use crate::print::{self, USAGE};
use crate::say;
use crate::views::Views;
use lexopt::{Arg, Parser};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::path::Path;

/// The separator between pieces of default work in the help, if they don't fit on one line.
const INDENTED_LINE: &str = "\n                      ";

/// The grammar of a program's command line, with work of type `T` and options that are stored in an
/// `O`.
#[derive(Debug)]
pub struct CommandLine<'a, T, O> {
    /// A description of a valid piece of work, such as "a whole number"; empty if the program takes no
    /// work.
    pub work: &'static str,
    /// A function that reads a piece of work; it returns `None` if the text isn't valid.
    pub parse: fn(&str) -> Option<T>,
    /// The work if none is given.
    pub default: Vec<T>,
    /// The options other than those for looking at the run.
    pub options: &'a [Opt<O>],
    /// The options for looking at the run.
    pub views: &'a [Opt<Views>],
    /// Arguments worth trying, each with a few words about what they show.
    pub examples: &'a [(&'static str, &'static str)],
}

/// The contents of a command line.
#[derive(Debug)]
pub struct Parsed<T, O> {
    /// The name of the program, without its folder and extension.
    pub name: String,
    /// The options other than those for looking at the run.
    pub options: O,
    /// The ways to look at the run.
    pub views: Views,
    /// The work; `None` if neither work nor `--empty` was given.
    pub work: Option<Vec<T>>,
}

impl<T: Display, O: Default> CommandLine<'_, T, O> {
    /// Reads this program's command line. Ends the program after `--help` and `--version`, and if
    /// something is wrong.
    pub fn read(&self) -> Parsed<T, O> {
        let mut options = O::default();
        let mut work = Vec::new();
        let grammar = Grammar {
            work: self.work,
            default: self.default.iter().map(T::to_string).collect(),
            options: self.options.iter().map(Opt::usage).collect(),
            views: self.views,
            examples: self.examples,
        };
        let mut set = |number: usize, value: &OsStr| {
            let set = self.options[number].set;
            set(&mut options, value)
        };
        let mut add = |text: &str| (self.parse)(text).map(|item| work.push(item)).is_some();
        let (name, views, is_given) = grammar.read(&mut set, &mut add);
        Parsed { name, options, views, work: is_given.then_some(work) }
    }
}

/// The part of a command line that doesn't depend on the types of work and options, so that it's
/// compiled only once.
struct Grammar<'a> {
    work: &'static str,
    default: Vec<String>,
    options: Vec<Usage>,
    views: &'a [Opt<Views>],
    examples: &'a [(&'static str, &'static str)],
}

/// A function that stores the value of the option with this index.
type Set<'a> = dyn FnMut(usize, &OsStr) -> Result<(), Rejection> + 'a;
/// A function that adds a piece of work. It returns false if the text isn't one.
type Add<'a> = dyn FnMut(&str) -> bool + 'a;

impl Grammar<'_> {
    /// Reads the command line. Returns the name of the program, the ways to look at the run, and
    /// true if work or `--empty` was given.
    fn read(&self, set: &mut Set<'_>, add: &mut Add<'_>) -> (String, Views, bool) {
        let mut arguments = Parser::from_env();
        let name = arguments.bin_name().map(Path::new).and_then(Path::file_stem);
        let name = name.and_then(OsStr::to_str).unwrap_or("lesson").to_owned();
        match self.parse(&name, &mut arguments, set, add) {
            Ok((views, is_given)) => (name, views, is_given),
            Err(wrong) => reject(&wrong),
        }
    }

    /// Reads `arguments`. The error is a sentence that says what's wrong with them.
    fn parse(
        &self,
        name: &str,
        arguments: &mut Parser,
        set: &mut Set<'_>,
        add: &mut Add<'_>,
    ) -> Result<(Views, bool), String> {
        let mut views = Views::default();
        let mut has_work = false;
        let mut empty = false;
        loop {
            // A negative number isn't an option, although lexopt takes it for one.
            let negative = arguments.try_raw_args().and_then(|mut raw| raw.next_if(is_negative));
            let argument = match negative {
                Some(number) => Some(Arg::Value(number)),
                None => arguments.next().map_err(|error| error.to_string())?,
            };
            // The option as it was typed.
            let flag = match &argument {
                Some(Arg::Short(short)) => format!("-{short}"),
                Some(Arg::Long(long)) => format!("--{long}"),
                _ => String::new(),
            };
            match argument {
                None => break,
                Some(Arg::Value(text)) if self.work.is_empty() => {
                    let text = quoted(&text);
                    return Err(format!("only options are accepted, but {text} was given"));
                }
                Some(Arg::Value(text)) => {
                    if !text.to_str().is_some_and(&mut *add) {
                        return Err(not_accepted("WORK", &text, self.work));
                    }
                    has_work = true;
                }
                Some(Arg::Long("empty")) if !self.work.is_empty() => {
                    no_value(&flag, arguments)?;
                    empty = true;
                }
                Some(Arg::Short('h') | Arg::Long("help")) => {
                    no_value(&flag, arguments)?;
                    self.print_help(name);
                    exit(0);
                }
                Some(Arg::Short('V') | Arg::Long("version")) => {
                    no_value(&flag, arguments)?;
                    say!("{name} {}", env!("CARGO_PKG_VERSION"));
                    exit(0);
                }
                Some(Arg::Short(_)) => return Err(self.unknown(&flag)),
                Some(Arg::Long(long)) => {
                    let is_named = |usage: &Usage| usage.name == long;
                    if let Some(number) = self.options.iter().position(is_named) {
                        let usage = self.options[number];
                        usage.read(&flag, arguments, &mut |value| set(number, value))?;
                    } else if let Some(view) = self.views.iter().find(|view| view.name == long) {
                        let set = &mut |value: &OsStr| (view.set)(&mut views, value);
                        view.usage().read(&flag, arguments, set)?;
                    } else {
                        return Err(self.unknown(&flag));
                    }
                }
            }
        }
        if empty && has_work {
            return Err("--empty and WORK contradict each other".to_owned());
        }
        views.check()?;
        Ok((views, empty || has_work))
    }

    fn unknown(&self, flag: &str) -> String {
        let mut known = String::new();
        for option in &self.options {
            known.extend([", --", option.name]);
        }
        for view in self.views {
            known.extend([", --", view.name]);
        }
        if !self.work.is_empty() {
            known.push_str(", --empty");
        }
        known.push_str(", --help (-h), --version (-V)");
        format!("there is no option {}; there are{}", quoted(flag.as_ref()), &known[1..])
    }

    fn print_help(&self, name: &str) {
        if self.work.is_empty() {
            say!("Usage: {name} [OPTIONS]\n");
        } else {
            let default = self.default.join(" ");
            let default =
                if default.len() < 60 { default } else { self.default.join(INDENTED_LINE) };
            say!("Usage: {name} [OPTIONS] [WORK]...\n");
            say!("Arguments:");
            say!("  [WORK]...          the work to put in the queue, in order");
            say!("                     [each {}]", self.work);
            say!("                     [default: {default}]\n");
        }
        say!("Options:");
        for option in &self.options {
            option.print_help(option.accepted);
        }
        if !self.work.is_empty() {
            say!("  {:18} start with an empty queue", "--empty");
        }
        say!("  {:18} print this help", "-h, --help");
        say!("  {:18} print the version\n", "-V, --version");
        if !self.views.is_empty() {
            say!("Ways to look at the run:");
            for view in self.views {
                view.usage().print_help("");
            }
            say!("");
        }
        say!("Worth trying:");
        let is_example = env::current_exe().is_ok_and(|program| {
            program.parent().is_some_and(|folder| folder.ends_with("examples"))
        });
        let run = if is_example { "cargo run --example" } else { "cargo run -p" };
        for (arguments, what) in self.examples {
            say!("  # {what}\n  {run} {name} -- {arguments}");
        }
    }
}

impl Usage {
    /// Reads the value of the option, if it takes one, and stores it with `set`.
    fn read(
        &self,
        flag: &str,
        arguments: &mut Parser,
        set: &mut dyn FnMut(&OsStr) -> Result<(), Rejection>,
    ) -> Result<(), String> {
        let value = if self.value.is_empty() {
            no_value(flag, arguments)?;
            OsString::new()
        } else {
            let missing = |_| format!("{flag} needs a value: {}", self.accepted);
            arguments.value().map_err(missing)?
        };
        set(&value).map_err(|wrong| match wrong {
            Rejection::Value => not_accepted(flag, &value, self.accepted),
            Rejection::File(error) => format!("{flag} cannot be written to {value:?}: {error}"),
        })
    }

    fn print_help(&self, accepted: &str) {
        let mut label = format!("--{} {}", self.name, self.value);
        for line in self.help.lines() {
            say!("  {label:18} {line}");
            label.clear();
        }
        if !accepted.is_empty() {
            say!("  {label:18} [{accepted}]");
        }
    }
}

/// Ends the program with exit status 2, after printing on standard error what is wrong with its command line.
pub fn reject(wrong: &str) -> ! {
    print::error(format_args!("{wrong}"));
    exit(USAGE)
}

fn not_accepted(what: &str, text: &OsStr, accepted: &str) -> String {
    format!("{what} is {}, but it must be {accepted}", quoted(text))
}

/// Returns an argument in quotes. If it looks like a URL with a password, the password is replaced.
fn quoted(text: &OsStr) -> String {
    let text = format!("{text:?}");
    let Some(end) = text.rfind('@').filter(|end| text[..*end].contains(':')) else { return text };
    let start = text[..end].find("://").map_or(1, |scheme| scheme + 3);
    format!("{}***{}", &text[..start], &text[end..])
}

fn is_negative(text: &OsStr) -> bool {
    text.to_str().is_some_and(|text| text.starts_with('-') && text.parse::<f64>().is_ok())
}

/// Checks that `flag` has no value, as in `--flag=value` or `-fvalue`.
fn no_value(flag: &str, arguments: &mut Parser) -> Result<(), String> {
    match arguments.optional_value() {
        None => Ok(()),
        Some(value) => Err(format!("{flag} takes no value; leave out {}", quoted(&value))),
    }
}
