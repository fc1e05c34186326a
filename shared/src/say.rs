//! The lines of the lesson.

use crate::watch;
use std::fmt::Arguments;

/// Prints a line of the lesson on standard output, with the syntax of [`format!`].
///
/// That is what [`viewer::say!`] does, after what the narration has to tell before the line.
#[macro_export]
macro_rules! say {
    ($($line:tt)*) => {
        $crate::say_line(format_args!($($line)*))
    };
}

/// Prints a line; [`say!`](crate::say) calls it.
#[track_caller]
pub fn say_line(line: Arguments<'_>) {
    watch::before_output(line);
    viewer::say_line(line);
}
