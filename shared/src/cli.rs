//! The command line, the same in every lesson: `lesson-0N-… [OPTIONS] [WORK]...`.
//!
//! Each function here reads the command line of one kind of lesson and gives its work. It ends the
//! program itself after `--help` and `--version` (exit status 0), and when it is asked for
//! something that cannot be done (one sentence on standard error, exit status 2). From then on,
//! Ctrl-C ends the program and says how much of the work was done.

use crate::report::{USAGE, fail};
use crate::{clock, interrupt, say};
use lexopt::{Arg, Parser};
use std::ffi::OsStr;
use std::fmt::{Display, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::exit;
use std::time::Duration;

/// Seconds that a wait can take. The limit is well below what a clock can count, and well above
/// what anyone will wait.
const WAITS: RangeInclusive<f64> = 0.0..=1e6;
/// Factors for `--speed`. Faster, and the machine's own delays are as long as the waits; slower,
/// and nobody sees the end.
const SPEEDS: RangeInclusive<f64> = 0.01..=1e3;

/// The work of a lesson that counts: whole numbers from the command line, or `default`.
pub fn counts(default: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let lesson = Lesson {
        work: "a whole number from 0 to 18446744073709551615",
        parse: |text| text.parse().ok(),
        default: default.into_iter().collect(),
        options: &[],
        examples: &[
            ("3 2 1", "other work"),
            ("1000000000000", "too much work: end it with Ctrl-C"),
        ],
    };
    let (_, work) = lesson.read();
    interrupt::exit_on_interrupt(work.len());
    work
}

/// The work of a lesson that waits: seconds from the command line, or `default`. They are given as
/// what they take on the wall at the `--speed` that was asked for.
pub fn delays(default: impl IntoIterator<Item = u32>) -> Vec<Duration> {
    let lesson = Lesson {
        work: "seconds from 0 to 1000000, decimals allowed",
        parse: |text| number(text, WAITS),
        default: default.into_iter().map(f64::from).collect(),
        options: &[SPEED],
        examples: &[
            ("--speed 20", "the same lines, twenty times sooner"),
            ("3 2 1 0.5", "other work"),
        ],
    };
    let (options, work) = lesson.read();
    clock::set_speed(options.speed.unwrap_or(1.0));
    interrupt::exit_on_interrupt(work.len());
    work.into_iter().map(clock::wall_time).collect()
}

/// What the options ask for.
#[derive(Default)]
struct Options {
    speed: Option<f64>,
    empty: bool,
}

/// An option: what it is called, what its value stands for (nothing, if it has none) and must be,
/// what it does, and how it is noted; `set` gives `None` if the value is not acceptable.
struct Opt {
    name: &'static str,
    value: &'static str,
    accepted: &'static str,
    help: &'static str,
    set: fn(&mut Options, &str) -> Option<()>,
}

const SPEED: Opt = Opt {
    name: "speed",
    value: "FACTOR",
    accepted: "a number from 0.01 to 1000",
    help: "divide every wait by FACTOR, and multiply printed times by it",
    set: |options, value| {
        options.speed = Some(number(value, SPEEDS)?);
        Some(())
    },
};

const EMPTY: Opt = Opt {
    name: "empty",
    value: "",
    accepted: "",
    help: "start with an empty queue",
    set: |options, _| {
        options.empty = true;
        Some(())
    },
};

/// What one kind of lesson accepts.
struct Lesson<T> {
    /// What a piece of work must be.
    work: &'static str,
    parse: fn(&str) -> Option<T>,
    default: Vec<T>,
    /// The options besides those that every lesson has.
    options: &'static [Opt],
    /// Arguments worth trying, and what they show.
    examples: &'static [(&'static str, &'static str)],
}

impl<T: Display> Lesson<T> {
    /// Reads the command line of this program.
    fn read(self) -> (Options, Vec<T>) {
        let mut arguments = Parser::from_env();
        let name = arguments.bin_name().map(Path::new).and_then(Path::file_stem);
        let name = name.and_then(OsStr::to_str).unwrap_or("lesson").to_owned();
        match self.parse(&name, &mut arguments) {
            Ok((options, work)) if work.is_empty() && !options.empty => (options, self.default),
            Ok((options, work)) => (options, work),
            Err(sentence) => fail(USAGE, format_args!("{sentence} (see {name} --help)")),
        }
    }

    /// Reads `arguments`, or says in a sentence what is wrong with them.
    fn parse(&self, name: &str, arguments: &mut Parser) -> Result<(Options, Vec<T>), String> {
        let mut options = Options::default();
        let mut work = Vec::new();
        loop {
            // What looks like a negative number is not an option, though lexopt takes it for one.
            let negative = arguments.try_raw_args().and_then(|mut raw| raw.next_if(is_negative));
            if let Some(text) = negative {
                work.push(accept("WORK", &text, self.work, self.parse)?);
                continue;
            }
            match arguments.next().map_err(|error| sentence(&error))? {
                None => break,
                Some(Arg::Value(text)) => {
                    work.push(accept("WORK", &text, self.work, self.parse)?);
                }
                Some(Arg::Short('h') | Arg::Long("help")) => {
                    self.print_help(name);
                    exit(0);
                }
                Some(Arg::Short('V') | Arg::Long("version")) => {
                    say!("{name} {}", env!("CARGO_PKG_VERSION"));
                    exit(0);
                }
                Some(Arg::Short(short)) => return Err(self.unknown(&format!("-{short}"))),
                Some(Arg::Long(long)) => {
                    let Some(option) = self.options().find(|option| option.name == long) else {
                        return Err(self.unknown(&format!("--{long}")));
                    };
                    if option.value.is_empty() {
                        (option.set)(&mut options, "");
                        continue;
                    }
                    let flag = format!("--{long}");
                    let value = arguments
                        .value()
                        .map_err(|_| format!("{flag} needs a value: {}", option.accepted))?;
                    accept(&flag, &value, option.accepted, |value| {
                        (option.set)(&mut options, value)
                    })?;
                }
            }
        }
        if options.empty && !work.is_empty() {
            return Err("--empty and WORK contradict each other".to_owned());
        }
        Ok((options, work))
    }

    fn options(&self) -> impl Iterator<Item = &Opt> {
        self.options.iter().chain([&EMPTY])
    }

    fn unknown(&self, option: &str) -> String {
        let mut sentence = format!("there is no option {option:?}; there are ");
        for option in self.options() {
            let _ = write!(sentence, "--{}, ", option.name);
        }
        sentence + "--help and --version"
    }

    fn print_help(&self, name: &str) {
        let default = self.default.iter().map(|work| format!(" {work}")).collect::<String>();
        say!("Usage: {name} [OPTIONS] [WORK]...\n");
        say!("Arguments:");
        say!("  [WORK]...  the work to put in the queue, in order, each piece {}", self.work);
        say!("             [default:{default}]\n");
        say!("Options:");
        for Opt { name, value, accepted, help, .. } in self.options() {
            let accepted =
                if accepted.is_empty() { String::new() } else { format!(": {accepted}") };
            say!("  {:18} {help}{accepted}", format!("--{name} {value}"));
        }
        say!("  {:18} print this help", "-h, --help");
        say!("  {:18} print the version\n", "-V, --version");
        say!("Worth trying:");
        for (arguments, what) in self.examples {
            say!("  {:45} # {what}", format!("cargo run -p {name} -- {arguments}"));
        }
    }
}

/// Accepts `text` as a value of `what`, or says in a sentence what it must be.
fn accept<T>(
    what: &str,
    text: &OsStr,
    accepted: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, String> {
    text.to_str()
        .and_then(parse)
        .ok_or_else(|| format!("{what} is {text:?}, but must be {accepted}"))
}

fn number(text: &str, range: RangeInclusive<f64>) -> Option<f64> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn is_negative(text: &OsStr) -> bool {
    text.to_str().is_some_and(|text| text.starts_with('-') && text.parse::<f64>().is_ok())
}

fn sentence(error: &lexopt::Error) -> String {
    match error {
        lexopt::Error::UnexpectedValue { option, value } => {
            format!("{option} takes no value, but got {value:?}")
        }
        other => other.to_string(),
    }
}
