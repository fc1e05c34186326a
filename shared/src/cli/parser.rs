//! How a command line is read, whatever the lesson.

use crate::file::File;
use crate::report::{USAGE, fail};
use crate::run::Looks;
use crate::say;
use lexopt::{Arg, Parser};
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::exit;

/// What separates defaults in the help that are too long for a line.
const INDENTED_LINE: &str = "\n                      ";

/// What the command lines of one kind of program are like: work of type `T`, and options that are
/// noted in an `O`.
pub(super) struct CommandLine<'a, T, O> {
    /// How cargo runs the program, up to its name.
    pub(super) run: &'static str,
    /// What a piece of work must be; empty if there is none.
    pub(super) work: &'static str,
    pub(super) parse: fn(&str) -> Option<T>,
    pub(super) default: Vec<T>,
    /// The options besides those for looking at the run, and the latter.
    pub(super) options: &'a [Opt<O>],
    pub(super) looks: &'a [Opt<Looks>],
    /// Arguments worth trying, and what they show.
    pub(super) examples: &'a [(&'static str, &'static str)],
}

/// What a command line asked for.
pub(super) struct Asked<T, O> {
    /// What the program is called.
    pub(super) name: String,
    pub(super) options: O,
    pub(super) looks: Looks,
    /// The work, if any was given.
    pub(super) work: Option<Vec<T>>,
}

/// An option: what it is called; what its value stands for and must be (both empty if it has none);
/// what it does; and how it is noted.
pub(super) struct Opt<O> {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
    pub(super) accepted: &'static str,
    pub(super) help: &'static str,
    pub(super) set: fn(&mut O, &OsStr) -> Result<(), Wrong>,
}

/// Why the value of an option is not acceptable.
pub(super) enum Wrong {
    /// It is not what it must be.
    Value,
    /// It is the path of a file that cannot be written.
    File(io::Error),
}

/// The options that every lesson has for looking at its run.
pub(super) const LOOKS: [Opt<Looks>; 6] = [TIMELINE, NARRATE, ASCII, QUIET, SVG, TRACE];
/// Those that draw something.
#[cfg(feature = "evening")]
pub(super) const PICTURES: [Opt<Looks>; 3] = [TIMELINE, ASCII, SVG];

const TIMELINE: Opt<Looks> = Opt {
    name: "timeline",
    value: "",
    accepted: "",
    help: "draw the run at its end, lane by lane",
    set: |looks, _| {
        looks.timeline = true;
        Ok(())
    },
};
const NARRATE: Opt<Looks> = Opt {
    name: "narrate",
    value: "",
    accepted: "",
    help: "tell each switch as it happens",
    set: |looks, _| {
        looks.narrate = true;
        Ok(())
    },
};
const ASCII: Opt<Looks> = Opt {
    name: "ascii",
    value: "",
    accepted: "",
    help: "draw and tell with plain ASCII",
    set: |looks, _| {
        looks.ascii = true;
        Ok(())
    },
};
const QUIET: Opt<Looks> = Opt {
    name: "quiet",
    value: "",
    accepted: "",
    help: "print nothing but the lesson's lines, and errors",
    set: |looks, _| {
        looks.quiet = true;
        Ok(())
    },
};
pub(super) const SVG: Opt<Looks> = Opt {
    name: "svg",
    value: "FILE",
    accepted: "the path of a file, not beginning with '-'",
    help: "draw the run as an image in FILE",
    set: |looks, path| {
        looks.svg = Some(file(path)?);
        Ok(())
    },
};
const TRACE: Opt<Looks> = Opt {
    name: "trace",
    value: "FILE",
    accepted: "the path of a file, not beginning with '-'",
    help: "write the run to FILE as a trace that Perfetto and\nchrome://tracing open",
    set: |looks, path| {
        looks.trace = Some(file(path)?);
        Ok(())
    },
};

impl<T: Display, O: Default> CommandLine<'_, T, O> {
    /// Reads this program's command line.
    pub(super) fn read(&self) -> Asked<T, O> {
        let mut arguments = Parser::from_env();
        let name = arguments.bin_name().map(Path::new).and_then(Path::file_stem);
        let name = name.and_then(OsStr::to_str).unwrap_or("lesson").to_owned();
        self.parse(name, &mut arguments).unwrap_or_else(|wrong| reject(&wrong))
    }

    /// Reads `arguments`, or says in a sentence what is wrong with them.
    fn parse(&self, name: String, arguments: &mut Parser) -> Result<Asked<T, O>, String> {
        let mut options = O::default();
        let mut looks = Looks::default();
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
                Some(Arg::Value(text)) if self.work.is_empty() => {
                    let text = text.to_string_lossy();
                    return Err(format!("there are only options, but {text:?} was given"));
                }
                Some(Arg::Value(text)) => {
                    let item = text.to_str().and_then(self.parse);
                    work.push(item.ok_or_else(|| not_accepted("WORK", &text, self.work))?);
                }
                Some(Arg::Long("empty")) if !self.work.is_empty() => {
                    no_value("--empty", arguments)?;
                    empty = true;
                }
                Some(Arg::Short('h') | Arg::Long("help")) => {
                    no_value("--help", arguments)?;
                    self.print_help(&name);
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
                    if let Some(option) = self.options.iter().find(|option| option.name == long) {
                        option.read(&flag, arguments, &mut options)?;
                    } else if let Some(look) = self.looks.iter().find(|look| look.name == long) {
                        look.read(&flag, arguments, &mut looks)?;
                    } else {
                        return Err(self.unknown(&flag));
                    }
                }
            }
        }
        if empty && !work.is_empty() {
            return Err("--empty and WORK contradict each other".to_owned());
        }
        if looks.quiet && (looks.timeline || looks.narrate) {
            let other = if looks.timeline { "--timeline" } else { "--narrate" };
            return Err(format!("--quiet and {other} contradict each other"));
        }
        if looks.svg.is_some() && looks.svg == looks.trace {
            return Err("--svg and --trace need a FILE each".to_owned());
        }
        Ok(Asked { name, options, looks, work: (empty || !work.is_empty()).then_some(work) })
    }

    fn unknown(&self, flag: &str) -> String {
        let own = self.options.iter().map(|option| option.name);
        let looks = self.looks.iter().map(|look| look.name);
        let empty = (!self.work.is_empty()).then_some("empty");
        let known: Vec<_> = own.chain(looks).chain(empty).chain(["help", "version"]).collect();
        format!("there is no option {flag:?}; there are --{}", known.join(", --"))
    }

    fn print_help(&self, name: &str) {
        let default: Vec<_> = self.default.iter().map(T::to_string).collect();
        let default = default.join(if default.concat().len() < 40 { " " } else { INDENTED_LINE });
        if self.work.is_empty() {
            say!("Usage: {name} [OPTIONS]\n");
        } else {
            say!("Usage: {name} [OPTIONS] [WORK]...\n");
            say!("Arguments:");
            say!("  [WORK]...          the work to put in the queue, in order");
            say!("                     [each {}]", self.work);
            say!("                     [default: {default}]\n");
        }
        say!("Options:");
        for option in self.options {
            option.print_help(option.accepted);
        }
        if !self.work.is_empty() {
            say!("  {:18} start with an empty queue", "--empty");
        }
        say!("  {:18} print this help", "-h, --help");
        say!("  {:18} print the version\n", "-V, --version");
        if !self.looks.is_empty() {
            say!("Ways to look at the run:");
            for look in self.looks {
                look.print_help("");
            }
            say!("");
        }
        say!("Worth trying:");
        for (arguments, what) in self.examples {
            say!("  # {what}\n  {} {name} -- {arguments}", self.run);
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
        (self.set)(options, &value).map_err(|wrong| match wrong {
            Wrong::Value => not_accepted(flag, &value, self.accepted),
            Wrong::File(error) => format!("{flag} cannot be written to {value:?}: {error}"),
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

/// Ends the program with a sentence about its command line.
pub(super) fn reject(wrong: &str) -> ! {
    fail(USAGE, format_args!("{wrong}"))
}

/// The number that `text` is, if it is one in `range`.
pub(super) fn number(text: &OsStr, range: RangeInclusive<f64>) -> Result<f64, Wrong> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.filter(|number| range.contains(number)).ok_or(Wrong::Value)
}

/// The file at `path`, if it can be written.
///
/// One that looks like an option is most likely one, before which the path was forgotten.
fn file(path: &OsStr) -> Result<File, Wrong> {
    if path.is_empty() || path.as_encoded_bytes().starts_with(b"-") {
        return Err(Wrong::Value);
    }
    File::at(path.as_ref()).map_err(Wrong::File)
}

fn not_accepted(what: &str, text: &OsStr, accepted: &str) -> String {
    format!("{what} is {text:?}, but it must be {accepted}")
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
