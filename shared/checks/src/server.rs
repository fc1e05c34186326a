//! The web servers: what all of them must do, whatever comes from clients, and how they end.
//!
//! Wherever it can, a check waits for an event and not for a time. A server gets much time where it
//! must not be late, and little where it must give up.

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
