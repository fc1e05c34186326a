//! Printing: a program's lines go to standard output, everything else goes to standard error, and both
//! go above the lanes that may be on the screen.

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

/// The exit status of a program that failed to do something it was asked to do.
pub(crate) const FAILURE: u8 = 1;
/// The exit status of a program whose command line is wrong.
pub(crate) const USAGE: u8 = 2;

/// True if only errors are printed on standard error.
static QUIET: AtomicBool = AtomicBool::new(false);

/// True if the program has failed to do something it was asked to do.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Notes that the program has failed to do something it was asked to do, so that its exit status will
/// be 1.
pub fn fail() {
    FAILED.store(true, Ordering::Relaxed);
}

/// Returns whether the program has failed to do something it was asked to do.
pub(crate) fn has_failed() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// Sets whether notes and headings are suppressed.
pub(crate) fn be_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Prints a line on standard output, unless output is withheld.
///
/// If standard output is a terminal, the line goes above the live lanes. Otherwise the screen isn't
/// locked, so that a slow reader doesn't hold up the lanes.
///
/// # Errors
///
/// Returns an error if the line can't be written.
pub(crate) fn line(line: Arguments<'_>) -> io::Result<()> {
    if withheld::is_on() {
        return keep(Printed::Line(line.to_string()));
    }
    write_line(line)
}

/// Returns a sentence that says why a line can't be written.
pub(crate) fn unwritable(error: &io::Error) -> String {
    format!("cannot write to standard output: {error}")
}

fn write_line(line: Arguments<'_>) -> io::Result<()> {
    static TERMINAL: LazyLock<bool> = LazyLock::new(|| io::stdout().is_terminal());
    let print = || writeln!(io::stdout(), "{line}");
    if *TERMINAL { above_lanes(print) } else { print() }
}

/// Prints a line that isn't about a fault on standard error, unless `--quiet` was given.
pub fn note(line: Arguments<'_>) {
    if !QUIET.load(Ordering::Relaxed) {
        warn(line);
    }
}

/// Prints a heading in bold on standard error, unless `--quiet` was given.
pub fn heading(line: Arguments<'_>) {
    note(format_args!("{}", coloured(BOLD, line)));
}

/// Prints a line on standard error about something that went wrong, even with `--quiet`.
pub fn warn(line: Arguments<'_>) {
    // It's written in one piece, so that the lines of two threads never mix.
    let _ = keep(Printed::Said(format!("{line}\n")));
}

/// Prints formatted text, unless output is withheld.
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

/// Prints everything that was withheld, and stops withholding.
pub(crate) fn release() {
    for printed in withheld::end().into_iter().flatten() {
        // If a line cannot be written, the next one that the program prints will say so.
        let _ = keep(printed);
    }
}

/// Prints text on standard error at once, even while output is withheld. Ignores errors, since nobody
/// could be told of them, and they're no reason to stop a lesson.
pub(crate) fn show(text: &str) {
    let _ = above_lanes(|| io::stderr().write_all(text.as_bytes()));
}

/// Prints a sentence on standard error about something that went wrong, and notes that the program
/// [failed](fail).
pub fn error(sentence: Arguments<'_>) {
    fail();
    warn(format_args!("{} {sentence}", coloured(RED, format_args!("error:"))));
}

/// Begins a new line on standard error after the `^C` that a terminal echoes. Does nothing while
/// live lanes are shown, since they're drawn over it.
pub fn begin_line() {
    let is_plain = io::stderr().is_terminal() && !screen::get().is_some_and(Screen::shows_lanes);
    if is_plain && !QUIET.load(Ordering::Relaxed) {
        show("\n");
    }
}

/// Calls `print` with the live lanes out of its way, if there are any.
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
