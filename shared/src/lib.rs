//! What all lessons use and none of them is about: the [`Queue`] of work, the [`Timer`], the
//! command line ([`cli`]) and the way to print ([`say!`]).
//!
//! Without features this crate has only the dependencies that lesson 1 needs, because whoever runs
//! a lesson waits for them to compile.

#[cfg(feature = "bench")]
pub mod bench;
pub mod cli;
pub mod clock;
#[cfg(feature = "evening")]
pub mod evening;
mod file;
#[cfg(feature = "server")]
pub mod http;
mod interrupt;
mod live;
#[cfg(feature = "plot")]
mod plot;
pub mod queue;
pub mod report;
mod run;
mod screen;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "testing")]
pub mod testing;
mod timer;
mod watch;
#[cfg(feature = "web")]
pub mod web;
mod yield_now;

pub use queue::Queue;
pub use run::Work;
pub use timer::Timer;
pub use watch::{watch, watch_fn};
#[cfg(feature = "web")]
pub use web::{Web, read, read_blocking};
pub use yield_now::yield_now;
