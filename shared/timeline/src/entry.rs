//! What happened in a run, one thing at a time, and where.

use crate::log::Event;
use std::panic::Location;

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of the file, as the compiler was given it.
    pub file: &'static str,
    /// The number of the line, from 1.
    pub line: u32,
}

impl Place {
    /// Returns the place of whoever calls the function that calls this, if that has `#[track_caller]`.
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
    /// The number of the task that did it, or to which it happened; `None` for main.
    pub task: Option<usize>,
    /// What happened.
    pub deed: Deed,
    /// The line that did it, if that is known.
    pub place: Option<Place>,
    /// Whether somebody holds the waker of the task, if it was suspended.
    pub held: bool,
}

impl Entry {
    /// Makes an entry after which nobody holds a waker.
    pub fn new(at: u64, task: Option<usize>, deed: Deed, place: Option<Place>) -> Self {
        Self { at, task, deed, place, held: false }
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Deed {
    /// The work of the run was put in the queue.
    Work,
    /// The task was made: as a future, or else as a function.
    Created {
        /// Whether it is a future, which an executor polls.
        is_future: bool,
    },
    /// This happened to the task, or a timer of main's was started or stopped.
    Event(Event),
    /// The task looked for work, and there is no more.
    NoWork,
    /// It printed a line.
    Printed(String),
}
