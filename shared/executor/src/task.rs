//! Tasks, which an executor polls.

use std::fmt;
use std::panic::Location;
use std::pin::Pin;

/// A future with a name, ready for an executor.
pub struct Task<'a> {
    pub(crate) name: &'static str,
    /// The number of the line in which it was made, from 1.
    pub(crate) line: u32,
    pub(crate) future: Pin<Box<dyn Future<Output = ()> + 'a>>,
}

/// The tasks of a level's program.
pub(crate) type Tasks = Vec<Task<'static>>;

/// Makes a task of a future. None of its code runs before its first poll.
#[track_caller]
pub fn task<'a>(name: &'static str, future: impl Future<Output = ()> + 'a) -> Task<'a> {
    Task { name, line: Location::caller().line(), future: Box::pin(future) }
}

impl fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task").field("name", &self.name).field("line", &self.line).finish()
    }
}
