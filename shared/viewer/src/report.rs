//! How lessons print: the lines of the lesson on standard output, all else on standard error.

use crate::{run, screen, watch};
use std::env;
use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::process::exit;

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1;31m";
const PLAIN: &str = "\x1b[0m";

/// The exit status of a run that could not do what it was asked to do.
pub const FAILURE: i32 = 1;
/// The exit status of a run that was asked for something that cannot be done.
pub const USAGE: i32 = 2;

/// Prints a line of the lesson on standard output, with the syntax of [`format!`].
///
/// When whoever reads standard output has gone (`| head -1`), there is no one left to tell the
/// rest, and the program ends quietly. Any other failure to write is said on standard error and
/// ends the program with exit status 1.
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {
        $crate::report::line(format_args!($($line)*))
    };
}

/// Does what [`say!`](crate::say) says.
pub fn line(line: Arguments<'_>) {
    watch::before_output();
    if let Err(error) = screen::print_on_stdout(|| writeln!(io::stdout(), "{line}")) {
        if error.kind() == ErrorKind::BrokenPipe {
            exit(if run::cut_short(false) { 0 } else { FAILURE });
        }
        fail(FAILURE, format_args!("cannot write to standard output: {error}"));
    }
}

/// Prints a line that is not the lesson's on standard error, unless the lesson is to be quiet.
pub fn note(line: Arguments<'_>) {
    if !run::is_quiet() {
        warn(line);
    }
}

/// Prints a line on standard error that names what comes next, unless the lesson is to be quiet.
pub fn heading(line: Arguments<'_>) {
    note(format_args!("{}", coloured(BOLD, line)));
}

/// Prints a line on standard error about something that did not go well.
pub fn warn(line: Arguments<'_>) {
    print_on_stderr(&format!("{line}\n"));
}

/// Says on standard error what went wrong, and ends the program.
pub fn fail(status: i32, sentence: Arguments<'_>) -> ! {
    run::cut_short(false);
    error(sentence);
    exit(status)
}

/// Says on standard error what went wrong.
pub(crate) fn error(sentence: Arguments<'_>) {
    warn(format_args!("{} {sentence}", coloured(RED, format_args!("error:"))));
}

/// Prints `text` in one piece, so that the lines of two threads never mix. There is nobody to tell
/// if that fails, and it is no reason to stop a lesson.
fn print_on_stderr(text: &str) {
    let _ = screen::print_on_stderr(|| io::stderr().write_all(text.as_bytes()));
}

/// `text` in `style`, if standard error shows colours.
fn coloured(style: &str, text: Arguments<'_>) -> String {
    if shows_colours() { format!("{style}{text}{PLAIN}") } else { text.to_string() }
}

/// Whether standard error shows colours: a terminal does, unless `NO_COLOR`, `CLICOLOR=0` or its
/// own type say no; with `CLICOLOR_FORCE`, so does everything else.
pub(crate) fn shows_colours() -> bool {
    let no_colour = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !no_colour && console::colors_enabled_stderr()
}
