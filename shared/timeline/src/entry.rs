//! The events of a run, one at a time, with their places in the source.

use crate::log::Event;
use std::panic::Location;

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of the file, as the compiler was given it: relative to the root of the workspace.
    pub file: &'static str,
    /// The number of the line, from 1.
    pub line: u32,
}

impl Place {
    /// Returns the place where the calling function was called, if it has `#[track_caller]`. Otherwise
    /// returns the place of this call.
    #[track_caller]
    pub fn of_caller() -> Self {
        let place = Location::caller();
        Self { file: place.file(), line: place.line() }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The time, in nanoseconds since the run began.
    pub at: u64,
    /// The number of the task that did it or to which it happened; `None` for main.
    pub task: Option<usize>,
    /// The event.
    pub deed: Deed,
    /// The line that did it; `None` if that isn't known.
    pub place: Option<Place>,
    /// True if the task was suspended and somebody holds its waker.
    pub held: bool,
}

impl Entry {
    /// Makes an entry after which nobody holds a waker.
    pub fn new(at: u64, task: Option<usize>, deed: Deed, place: Option<Place>) -> Self {
        Self { at, task, deed, place, held: false }
    }
}

/// One kind of event in a run.
#[derive(Clone, Debug)]
pub enum Deed {
    /// The work of the run was put in the queue.
    Work,
    /// The task was created.
    Created {
        /// True for a future, which an executor polls; false for a function, which main calls.
        is_future: bool,
    },
    /// This happened to the task. For main, it's a timer that was started or stopped.
    Event(Event),
    /// The task looked for work, and no more will come.
    NoWork,
    /// The task or main printed this line, which has no line break at its end.
    Printed(String),
}
