//! Ending the program before its `main` returns. Apart from Ctrl-C, nothing else does that.

use crate::print::{FAILURE, error};
use crate::session;
use std::fmt::Arguments;

/// Ends the program with this exit status, and prints nothing.
///
/// It's for code that can't return an error to `main`: code in the middle of a task, or code that reads the
/// command line.
#[expect(clippy::disallowed_methods, reason = "this is the one place for it")]
pub fn exit(status: u8) -> ! {
    std::process::exit(status.into())
}

/// Ends the program with exit status 1. Before that, it writes the files that the command line asked for, with the
/// run so far, and prints the sentence on standard error, which says why the program can't go on.
pub fn give_up(sentence: Arguments<'_>) -> ! {
    session::cut_short();
    error(sentence);
    exit(FAILURE)
}
