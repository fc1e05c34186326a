//! The poll that is under way on this thread: the name of its task, and the places at which that task waits.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::panic::Location;
use std::pin::pin;

/// A reason why a task waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing but its next turn.
    Turn,
    /// The lock of this name.
    Lock(&'static str),
    /// A notification by the [`Notify`](crate::sync::Notify) of this name.
    Notice(&'static str),
    /// An item in the queue of this name.
    Item(&'static str),
    /// Room in the queue of this name.
    Room(&'static str),
    /// Something else.
    Other,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Turn => f.write_str("its turn"),
            Self::Lock(name) => write!(f, "the lock {name:?}"),
            Self::Notice(name) => write!(f, "{name:?}"),
            Self::Item(name) => write!(f, "an item in {name:?}"),
            Self::Room(name) => write!(f, "room in {name:?}"),
            Self::Other => f.write_str("something"),
        }
    }
}

/// A place at which a task waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wait {
    /// The number of the line in its file, from 1.
    pub line: u32,
    /// The reason why the task waits there.
    pub reason: Reason,
}

thread_local! {
    static TASK: Cell<Option<&'static str>> = const { Cell::new(None) };
    static WAITS: RefCell<Vec<Wait>> = const { RefCell::new(Vec::new()) };
}

/// Calls `poll` for the task of this name, and stores the places at which it waits in `waits`.
pub(crate) fn polling<R>(task: &'static str, waits: &mut Vec<Wait>, poll: impl FnOnce() -> R) -> R {
    waits.clear();
    let outer = TASK.replace(Some(task));
    WAITS.with_borrow_mut(|now| mem::swap(now, waits));
    let polled = poll();
    WAITS.with_borrow_mut(|now| mem::swap(now, waits));
    TASK.set(outer);
    polled
}

/// Returns the name of the task that is being polled; `None` between polls.
pub(crate) fn current() -> Option<&'static str> {
    TASK.get()
}

/// Awaits a future, and notes after each poll that returns `Pending` that the task waits in this line.
pub(crate) async fn waiting<F: Future>(line: u32, reason: Reason, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| {
        let polled = future.as_mut().poll(context);
        if polled.is_pending() {
            WAITS.with_borrow_mut(|waits| waits.push(Wait { line, reason }));
        }
        polled
    })
    .await
}

/// Awaits a future of your own, and makes the task's [waits](crate::Run::waits) show the line of this call.
#[track_caller]
pub fn here<F: Future>(future: F) -> impl Future<Output = F::Output> {
    waiting(Location::caller().line(), Reason::Other, future)
}
