//! How programs print: their lines on standard output, all else on standard error, and neither
//! through the lanes that may be on the screen.

use crate::screen::{self, Screen};
use crate::terminal;
use crate::withheld::{self, Printed};
use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) const BOLD: &str = "\x1b[1m";
pub(crate) const GREEN: &str = "\x1b[1;32m";
pub(crate) const RED: &str = "\x1b[1;31m";
const PLAIN: &str = "\x1b[0m";

/// The exit status of a run that could not do what it was asked to do.
pub(crate) const FAILURE: u8 = 1;
/// The exit status of a run that was asked for something that cannot be done.
pub(crate) const USAGE: u8 = 2;

/// Whether only errors are printed on standard error.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Whether the program has failed to do something that it was asked to do.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Notes that the program has failed to do something that it was asked to do.
pub fn fail() {
    FAILED.store(true, Ordering::Relaxed);
}

/// Returns whether the program has failed to do something that it was asked to do.
pub(crate) fn has_failed() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// Sets whether notes and headings are suppressed.
pub(crate) fn be_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Prints a line on standard output, unless it is withheld, above the live lanes if standard output is a
/// terminal. Otherwise the screen is not locked, so that a slow reader does not hold up the lanes.
///
/// # Errors
///
/// Returns an error if the line cannot be written.
pub(crate) fn line(line: Arguments<'_>) -> io::Result<()> {
    if withheld::is_on() {
        return keep(Printed::Line(line.to_string()));
    }
    write_line(line)
}

/// Returns a sentence that tells why a line was not written.
pub(crate) fn unwritable(error: &io::Error) -> String {
    format!("cannot write to standard output: {error}")
}

fn write_line(line: Arguments<'_>) -> io::Result<()> {
    static TERMINAL: LazyLock<bool> = LazyLock::new(|| io::stdout().is_terminal());
    let print = || writeln!(io::stdout(), "{line}");
    if *TERMINAL { above_lanes(print) } else { print() }
}

/// Prints a line on standard error that is not about a fault, unless the program is to be quiet.
pub fn note(line: Arguments<'_>) {
    if !QUIET.load(Ordering::Relaxed) {
        warn(line);
    }
}

/// Prints a line on standard error that names what comes next, unless the program is to be quiet.
pub fn heading(line: Arguments<'_>) {
    note(format_args!("{}", coloured(BOLD, line)));
}

/// Prints a line on standard error about something that did not go well.
pub fn warn(line: Arguments<'_>) {
    // In one piece, so that the lines of two threads never mix.
    let _ = keep(Printed::Said(format!("{line}\n")));
}

/// Prints something that was formatted, unless it is withheld.
fn keep(printed: Printed) -> io::Result<()> {
    match withheld::keep(printed) {
        None => Ok(()),
        Some(Printed::Line(line)) => write_line(format_args!("{line}")),
        Some(Printed::Said(text)) => {
            show(&text);
            Ok(())
        }
    }
}

/// Prints what was withheld, if anything was. From now on, nothing is.
pub(crate) fn release() {
    for printed in withheld::end().into_iter().flatten() {
        // If a line cannot be written, the next one that the program prints will say so.
        let _ = keep(printed);
    }
}

/// Prints something on standard error at once, also while what is printed is withheld. There is nobody
/// to tell if that fails, and it is no reason to stop a lesson.
pub(crate) fn show(text: &str) {
    let _ = above_lanes(|| io::stderr().write_all(text.as_bytes()));
}

/// Prints a sentence on standard error about what the program [failed](fail) to do.
pub fn error(sentence: Arguments<'_>) {
    fail();
    warn(format_args!("{} {sentence}", coloured(RED, format_args!("error:"))));
}

/// Begins a new line on standard error, after the `^C` that a terminal echoes. Does nothing while
/// live lanes are shown, which are drawn over it.
pub fn begin_line() {
    let is_plain = io::stderr().is_terminal() && !screen::get().is_some_and(Screen::shows_lanes);
    if is_plain && !QUIET.load(Ordering::Relaxed) {
        show("\n");
    }
}

/// Prints something above the live lanes, if there are any.
fn above_lanes(mut print: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let Some(screen) = screen::get() else { return print() };
    let mut result = Ok(());
    screen.print_above(&mut || result = print());
    result
}

/// Returns `text` in `style`, if standard error shows colours.
pub(crate) fn coloured(style: &str, text: Arguments<'_>) -> String {
    if terminal::shows_colours() { format!("{style}{text}{PLAIN}") } else { text.to_string() }
}
