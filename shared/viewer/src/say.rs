//! Lines on standard output, and the end of a program whose lines nobody reads.

use crate::exit::{exit, give_up};
use crate::print::{self, FAILURE};
use crate::session;
use std::fmt::Arguments;
use std::io::ErrorKind;

/// Prints a line on standard output, with the syntax of [`format!`].
///
/// If the reader of standard output has gone (`| head -1`), the program ends without an error
/// message. If a line can't be written for any other reason, the program says so on standard error
/// and ends with exit status 1.
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {
        $crate::say_line(format_args!($($line)*))
    };
}

/// Prints a line on standard output. The macro [`say!`](crate::say) calls it.
pub fn say_line(line: Arguments<'_>) {
    let Err(error) = print::line(line) else { return };
    if error.kind() == ErrorKind::BrokenPipe {
        session::cut_short();
        exit(if print::has_failed() { FAILURE } else { 0 });
    }
    give_up(format_args!("{}", print::unwritable(&error)));
}
