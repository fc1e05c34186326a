//! The checks on all web servers, whatever their clients send, and on their end.
//!
//! Wherever possible, a check waits for an event and not for a time. A server has long time-outs where it must not be
//! late, and short ones where it must give up.

mod client;
#[cfg(unix)]
mod ends;
mod protocol;
mod random;
pub mod shown;
mod subject;
mod trouble;

pub use client::{Client, Response};
#[cfg(unix)]
pub use ends::{ends_gracefully, says_what_it_cannot_do};
pub use protocol::*;
pub use random::survives_random_requests;
pub use shown::{accepts_what_it_can_do, shows_itself_under_load, shows_what_a_slow_client_does};
pub use subject::{Listening, Subject};
pub use trouble::*;
