//! What tasks may wait for. These are the locks and notifications of tokio and the queue of the lessons, which tell
//! here in which line a task waits, and for what.

mod mutex;
mod notify;
mod queue;

pub use mutex::{Guard, Mutex};
pub use notify::Notify;
pub use queue::Queue;

use crate::context::{Reason, waiting};
use std::panic::Location;

/// Suspends the task once, so that others may have their turn: the course's [`yield_now`](shared::yield_now).
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    waiting(Location::caller().line(), Reason::Turn, shared::yield_now())
}
