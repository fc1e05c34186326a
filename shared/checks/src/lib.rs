//! The harness for all tests: it builds the programs of the workspace with cargo, runs them from outside, and checks
//! what they print and draw. It may use everything. Only the tests in the folder `tests` use it.
//!
//! Everything here panics, and says why, if a program doesn't do what it should.

#![allow(clippy::missing_panics_doc, reason = "panicking is how a check says that it failed")]

pub mod expected;
pub mod lateness;
pub mod look;
pub mod loopback;
pub mod parent;
pub mod picture;
pub mod played;
#[cfg(unix)]
pub mod predicted;
mod program;
pub mod rejected;
pub mod server;
#[cfg(unix)]
pub mod terminal;
pub mod trace;
pub mod views;
pub mod workspace;

pub use program::{Program, Run, Started, folder};
