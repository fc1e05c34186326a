//! Lines on standard output, and what becomes of a program when nobody reads them.

use crate::exit::{exit, give_up};
use crate::print::{self, FAILURE};
use crate::session;
use std::fmt::Arguments;
use std::io::ErrorKind;

/// Prints a line on standard output, with the syntax of [`format!`].
///
/// When whoever reads standard output has gone (`| head -1`), there is no one left to tell the
/// rest, and the program ends quietly. Any other failure to write is said on standard error and
/// ends the program with exit status 1.
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {
        $crate::say_line(format_args!($($line)*))
    };
}

/// Prints a line; [`say!`](crate::say) calls it.
pub fn say_line(line: Arguments<'_>) {
    let Err(error) = print::line(line) else { return };
    if error.kind() == ErrorKind::BrokenPipe {
        session::cut_short();
        exit(if print::has_failed() { FAILURE } else { 0 });
    }
    give_up(format_args!("{}", print::unwritable(&error)));
}
