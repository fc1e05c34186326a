//! The helpers that every lesson uses and no lesson is about: the [`Queue`] of work, the [`Timer`],
//! the command line ([`cli`]), functions to print ([`say!`]) and to [yield](yield_now), and [`watch`],
//! which tells the other helpers whose turn it is. It uses `viewer`, `player`, `timeline` and, with the
//! feature `live`, the crate `live`; lessons, examples, traps and `web` use it.
//!
//! Every learner waits for this crate to compile, so it has only the dependencies that lessons 1 and 2
//! need. The feature `live`, for lessons that wait, adds the others.

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
