//! The names of misconceptions, in the words of someone who has them. Each constant's doc has the truth.

use crate::run::{State, TaskState};

/// A task only gives the thread back where its code says so.
pub(crate) const TURNS: &str = "Tasks take turns by themselves";
/// A task that yields goes to the back of the run queue.
pub(crate) const UNTIL_DONE: &str = "A task runs until it is done";
/// A task that waits gives the thread back.
pub(crate) const AWAIT: &str = "An await holds the thread";
/// A task that blocks keeps the thread.
pub(crate) const SLEEP: &str = "A sleep gives the thread back";
/// A task that blocks keeps the thread.
pub(crate) const REQUEST: &str = "A request gives the thread back";
/// A task that waits for less time may be done first.
pub(crate) const WAITS_FIRST: &str = "The first to wait is the first to be done";
/// A task that has less to do may be done first.
pub(crate) const BEGINS_FIRST: &str = "The first to begin is the first to be done";
/// A task that has the thread takes the work.
pub(crate) const SHARE: &str = "Each task gets its share of the work";
/// A timer that is started later shows less.
pub(crate) const IN_LINE: &str = "The timer also counts the wait for a turn";
/// Tasks can wait at the same time.
pub(crate) const ADD_UP: &str = "Waits always add up";
/// Only tasks that give the thread back wait at the same time.
pub(crate) const OVERLAP: &str = "Waits always overlap";
/// A task waits for one thing after the other.
pub(crate) const LONGEST: &str = "Only the longest wait counts";

/// Returns the misconception that a task keeps the thread, although it gives it back in this state.
pub(crate) fn keeps_the_thread(state: &State, task: usize) -> Option<&'static str> {
    match state.tasks.get(task)?.state {
        // If all wait, the question is about their timers.
        TaskState::Waiting if state.run_queue.as_ref().is_some_and(Vec::is_empty) => None,
        TaskState::Waiting => Some(AWAIT),
        TaskState::Finished => None,
        _ => Some(UNTIL_DONE),
    }
}
