//! The lines of the lesson.

use crate::watch;
use std::fmt::Arguments;

/// Prints a line of the lesson on standard output, with the syntax of [`format!`].
///
/// It first prints any narration that belongs before the line, and then works like [`viewer::say!`].
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {
        $crate::say_line(format_args!($($line)*))
    };
}

/// Prints a line on standard output. The macro [`say!`](crate::say) calls it.
#[track_caller]
pub fn say_line(line: Arguments<'_>) {
    watch::before_output(line);
    viewer::say_line(line);
}
