//! Things that tasks can wait for: tokio's locks and notifications, and the lessons' queue. In here, they also tell in
//! which line a task waits, and for what.

mod mutex;
mod notify;
mod queue;

pub use mutex::{Guard, Mutex};
pub use notify::Notify;
pub use queue::Queue;

use crate::context::{Reason, waiting};
use std::panic::Location;

/// Suspends the task once, so that other tasks get a turn. This is the course's [`yield_now`](shared::yield_now).
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    waiting(Location::caller().line(), Reason::Turn, shared::yield_now())
}
