//! How a command line is read, whatever the lesson.

use crate::report::{USAGE, fail};
use crate::say;
use lexopt::{Arg, Parser};
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::exit;

/// What separates defaults in the help that are too long for a line.
const INDENTED_LINE: &str = "\n                      ";

/// What the command lines of one kind of lesson are like: work of type `T`, and options that are
/// noted in an `O`.
pub(super) struct CommandLine<T, O: 'static> {
    /// What a piece of work must be.
    pub(super) work: &'static str,
    pub(super) parse: fn(&str) -> Option<T>,
    pub(super) default: Vec<T>,
    /// The options besides those that every lesson has.
    pub(super) options: &'static [Opt<O>],
    /// Arguments worth trying, and what they show.
    pub(super) examples: &'static [(&'static str, &'static str)],
}

/// An option: what it is called; what its value stands for and must be (both empty if it has none);
/// what it does; and how it is noted, or `None` if the value is not acceptable.
pub(super) struct Opt<O> {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
    pub(super) accepted: &'static str,
    pub(super) help: &'static str,
    pub(super) set: fn(&mut O, &str) -> Option<()>,
}

impl<T: Display, O: Default> CommandLine<T, O> {
    /// Reads this program's command line: the options, and the work if any was asked for.
    pub(super) fn read(&self) -> (O, Option<Vec<T>>) {
        let mut arguments = Parser::from_env();
        let name = arguments.bin_name().map(Path::new).and_then(Path::file_stem);
        let name = name.and_then(OsStr::to_str).unwrap_or("lesson").to_owned();
        self.parse(&name, &mut arguments).unwrap_or_else(|wrong| reject(&wrong))
    }

    /// Reads `arguments`, or says in a sentence what is wrong with them.
    fn parse(&self, name: &str, arguments: &mut Parser) -> Result<(O, Option<Vec<T>>), String> {
        let mut options = O::default();
        let mut work = Vec::new();
        let mut empty = false;
        loop {
            // What looks like a negative number is not an option, though lexopt takes it for one.
            let negative = arguments.try_raw_args().and_then(|mut raw| raw.next_if(is_negative));
            let argument = match negative {
                Some(number) => Some(Arg::Value(number)),
                None => arguments.next().map_err(|error| error.to_string())?,
            };
            match argument {
                None => break,
                Some(Arg::Value(text)) => work.push(accept("WORK", &text, self.work, self.parse)?),
                Some(Arg::Long("empty")) => {
                    no_value("--empty", arguments)?;
                    empty = true;
                }
                Some(Arg::Short('h') | Arg::Long("help")) => {
                    no_value("--help", arguments)?;
                    self.print_help(name);
                    exit(0);
                }
                Some(Arg::Short('V') | Arg::Long("version")) => {
                    no_value("--version", arguments)?;
                    say!("{name} {}", env!("CARGO_PKG_VERSION"));
                    exit(0);
                }
                Some(Arg::Short(short)) => return Err(self.unknown(&format!("-{short}"))),
                Some(Arg::Long(long)) => {
                    let flag = format!("--{long}");
                    let Some(option) = self.options.iter().find(|option| option.name == long)
                    else {
                        return Err(self.unknown(&flag));
                    };
                    option.read(&flag, arguments, &mut options)?;
                }
            }
        }
        if empty && !work.is_empty() {
            return Err("--empty and WORK contradict each other".to_owned());
        }
        Ok((options, (empty || !work.is_empty()).then_some(work)))
    }

    fn unknown(&self, flag: &str) -> String {
        let own = self.options.iter().map(|option| option.name);
        let known: Vec<_> = own.chain(["empty", "help", "version"]).collect();
        format!("there is no option {flag:?}; there are --{}", known.join(", --"))
    }

    fn print_help(&self, name: &str) {
        let default: Vec<_> = self.default.iter().map(T::to_string).collect();
        let default = default.join(if default.concat().len() < 40 { " " } else { INDENTED_LINE });
        say!("Usage: {name} [OPTIONS] [WORK]...\n");
        say!("Arguments:");
        say!("  [WORK]...          the work to put in the queue, in order");
        say!("                     [each {}]", self.work);
        say!("                     [default: {default}]\n");
        say!("Options:");
        for Opt { name, value, accepted, help, .. } in self.options {
            let mut label = format!("--{name} {value}");
            for line in help.lines() {
                say!("  {label:18} {line}");
                label.clear();
            }
            if !accepted.is_empty() {
                say!("  {label:18} [{accepted}]");
            }
        }
        say!("  {:18} start with an empty queue", "--empty");
        say!("  {:18} print this help", "-h, --help");
        say!("  {:18} print the version\n", "-V, --version");
        say!("Worth trying:");
        for (arguments, what) in self.examples {
            say!("  # {what}\n  cargo run -p {name} -- {arguments}");
        }
    }
}

impl<O> Opt<O> {
    /// Reads the value of this option, if it takes one, and notes it in `options`.
    fn read(&self, flag: &str, arguments: &mut Parser, options: &mut O) -> Result<(), String> {
        let value = if self.value.is_empty() {
            no_value(flag, arguments)?;
            OsString::new()
        } else {
            let missing = |_| format!("{flag} needs a value: {}", self.accepted);
            arguments.value().map_err(missing)?
        };
        accept(flag, &value, self.accepted, |value| (self.set)(options, value))
    }
}

/// Ends the program with a sentence about its command line.
pub(super) fn reject(wrong: &str) -> ! {
    fail(USAGE, format_args!("{wrong}"))
}

/// The number that `text` is, if it is one in `range`.
pub(super) fn number(text: &str, range: RangeInclusive<f64>) -> Option<f64> {
    text.parse().ok().filter(|number| range.contains(number))
}

/// Accepts `text` as a value of `what`, or says in a sentence what it must be.
fn accept<T>(
    what: &str,
    text: &OsStr,
    accepted: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, String> {
    let value = text.to_str().and_then(parse);
    value.ok_or_else(|| format!("{what} is {text:?}, but it must be {accepted}"))
}

fn is_negative(text: &OsStr) -> bool {
    text.to_str().is_some_and(|text| text.starts_with('-') && text.parse::<f64>().is_ok())
}

/// Checks that `flag` was not given a value, as in `--flag=value`.
fn no_value(flag: &str, arguments: &mut Parser) -> Result<(), String> {
    match arguments.optional_value() {
        None => Ok(()),
        Some(value) => Err(format!("{flag} takes no value, but it was given {value:?}")),
    }
}
