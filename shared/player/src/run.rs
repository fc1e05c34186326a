//! A run as a sequence of steps.

use std::sync::Arc;
use timeline::{Picture, Place, Question};

/// A range of lines in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The path of the file, as the compiler was given it.
    pub file: &'static str,
    /// The number of the first line, from 1.
    pub first: u32,
    /// The number of the last line, which belongs to the range.
    pub last: u32,
}

/// A source file of a run.
#[derive(Clone, Debug)]
pub struct File {
    /// The path of the file, as the compiler was given it.
    pub name: &'static str,
    /// The content of the file.
    pub text: String,
}

/// The state of a task, from its creation on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It has the thread.
    Running,
    /// It could run, but the thread isn't free.
    Ready,
    /// It is suspended until something happens.
    Waiting,
    /// It has finished.
    Finished,
}

/// A task after some step.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The state of the task.
    pub state: TaskState,
    /// The line that the task has come to; `None` if it isn't known.
    pub place: Option<Place>,
    /// The thing it waits for while it's suspended, in words, such as "its timer"; `None` if it doesn't
    /// wait or that isn't known.
    pub wait: Option<String>,
    /// The time at which the wait will end, in nanoseconds since the run began; `None` if it isn't
    /// known.
    pub until: Option<u64>,
    /// The holder of its waker, in words, such as "the timer"; `None` if nobody holds it.
    pub waker: Option<String>,
    /// The number of the piece of work that it's busy with; `None` if there is none.
    pub work: Option<usize>,
}

/// The holder of the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// Nobody, so the thread rests.
    Nobody,
    /// The code that runs the tasks.
    Main,
    /// The task with this number.
    Task(usize),
}

/// The state of a run after some step: everything that a page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The tasks so far, in the order of their creation, which is that of the lanes.
    pub tasks: Vec<Arc<Task>>,
    /// The holder of the thread; `None` if there is no thread, as in an evening.
    pub thread: Option<Thread>,
    /// The numbers of the tasks in the run queue, in order; `None` if there is no run queue.
    pub run_queue: Option<Vec<usize>>,
    /// The line that main has come to; `None` if it isn't known.
    pub main: Option<Place>,
    /// The number of pieces of work taken from the queue so far; `None` if there is no queue.
    pub taken: Option<usize>,
    /// The number of lines printed so far.
    pub printed: usize,
}

/// A step of a run.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The time, in nanoseconds since the run began.
    pub at: u64,
    /// A sentence about the step, without the time.
    pub words: String,
    /// True if a task gets the thread, or a parent turns to another chore.
    pub is_switch: bool,
    /// The number of steps that aren't kept and that this one stands for; 0 if it's an ordinary step.
    pub folded: u64,
    /// The lines that run in this step; `None` if they aren't known or there are none.
    pub lines: Option<Lines>,
    /// The state after the step.
    pub state: State,
    /// The question "who gets the thread next?", to ask after this step; `None` if nobody can tell.
    pub who: Option<Question>,
    /// The question "which line is printed next?", to ask after this step; `None` if there is none.
    pub what: Option<Question>,
}

/// The format of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Lesson seconds, with this number of decimals.
    Seconds(usize),
    /// The time of day in an evening.
    Evening,
}

/// A run that learners can step through.
#[derive(Clone, Debug)]
pub struct Run {
    /// The format of times.
    pub clock: Clock,
    /// The lanes and the work.
    pub picture: Picture,
    /// A sentence about sources that don't fit the recording; `None` if all do.
    pub note: Option<String>,
    /// The sources of the steps.
    pub files: Vec<File>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The printed lines. One that isn't kept is `None`.
    pub printed: Vec<Option<String>>,
}
