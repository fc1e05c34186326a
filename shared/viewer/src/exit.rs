//! The only way in which a program ends before its `main` returns, besides Ctrl-C.

use crate::print::{FAILURE, error};
use crate::session;
use std::fmt::Arguments;

/// Ends the program with this exit status, without a word.
///
/// It is for what can happen in the middle of a task, or while a command line is read: there is
/// nothing to return to.
#[expect(clippy::disallowed_methods, reason = "this is the one place for it")]
pub fn exit(status: u8) -> ! {
    std::process::exit(status.into())
}

/// Ends the program with exit status 1, after it has shown the run as far as it came, and this sentence
/// on standard error: why it cannot go on.
pub fn give_up(sentence: Arguments<'_>) -> ! {
    session::cut_short();
    error(sentence);
    exit(FAILURE)
}
