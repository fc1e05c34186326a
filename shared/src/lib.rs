//! What all lessons use and none of them is about: the [`Queue`] of work, the [`Timer`], the way to
//! print ([`say!`]) and to [yield](yield_now), the command line ([`cli`]), and [`watch`], by which
//! the rest knows whose turn it is. It uses `viewer`, `player`, `timeline` and, if asked to, `live`; lessons,
//! examples, traps and `web` use it.
//!
//! Whoever runs a lesson waits for this crate to compile. So without the feature `live`, which is
//! for lessons that wait, it has only the dependencies that lessons 1 and 2 need.

pub mod cli;
pub mod queue;
mod say;
mod timer;
mod watch;
mod yield_now;

pub use queue::{Queue, Work};
pub use say::say_line;
pub use timer::Timer;
pub use viewer::note;
pub use watch::{watch, watch_fn};
pub use yield_now::yield_now;
