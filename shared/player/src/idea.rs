//! The names of wrong ideas, as one would say what one believes.

use crate::run::{State, TaskState};

/// Whoever has the thread gives it back only where it says so.
pub(crate) const TURNS: &str = "Tasks take turns by themselves";
/// A task that yields is behind the others.
pub(crate) const UNTIL_DONE: &str = "A task runs until it is done";
/// A task that waits gives the thread back.
pub(crate) const AWAIT: &str = "An await holds the thread";
/// A task that blocks keeps the thread.
pub(crate) const SLEEP: &str = "A sleep gives the thread away";
/// A task that blocks keeps the thread.
pub(crate) const REQUEST: &str = "A request gives the thread away";
/// Whoever waits for less time may be done first.
pub(crate) const WAITS_FIRST: &str = "Who waits first is done first";
/// Whoever has less to do may be done first.
pub(crate) const BEGINS_FIRST: &str = "Who begins first is done first";
/// Whoever has the thread takes the work.
pub(crate) const SHARE: &str = "Each task gets its share of the work";
/// A timer that is started later shows less.
pub(crate) const IN_LINE: &str = "The timer also counts the wait for one’s turn";
/// Tasks can wait at the same time.
pub(crate) const ADD_UP: &str = "Waits always add up";
/// Only tasks that give the thread back wait at the same time.
pub(crate) const OVERLAP: &str = "Waits always overlap";
/// A task waits for one thing after the other.
pub(crate) const LONGEST: &str = "Only the longest wait counts";

/// Returns the wrong idea by which a task that gives the thread back in this state would keep it.
pub(crate) fn keeps_the_thread(state: &State, task: usize) -> Option<&'static str> {
    match state.tasks.get(task)?.state {
        // If all wait, who is next is about their timers.
        TaskState::Waiting if state.run_queue.as_ref().is_some_and(Vec::is_empty) => None,
        TaskState::Waiting => Some(AWAIT),
        TaskState::Finished => None,
        _ => Some(UNTIL_DONE),
    }
}
