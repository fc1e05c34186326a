//! A run as a sequence of steps.

use std::sync::Arc;
use timeline::{Picture, Place, Question};

/// Lines of a file, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The path of the file, as the compiler was given it.
    pub file: &'static str,
    /// The number of the first line, from 1.
    pub first: u32,
    /// The number of the last line.
    pub last: u32,
}

/// A source of a run.
#[derive(Clone, Debug)]
pub struct File {
    /// The path of the file, as the compiler was given it.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// What a task is doing, from its creation to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It has the thread.
    Running,
    /// It could run, but the thread is not free.
    Ready,
    /// It is suspended until something happens.
    Waiting,
    /// It is done.
    Finished,
}

/// A task, as it is after some step.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// What it is doing.
    pub state: TaskState,
    /// The line where it is, if that is known.
    pub place: Option<Place>,
    /// What it waits for, in words ("its timer"), while it is suspended.
    pub wait: Option<String>,
    /// The time at which that will have happened, in nanoseconds since the run began, if it does.
    pub until: Option<u64>,
    /// Who holds its waker, in words ("the timer"), if anybody does.
    pub waker: Option<String>,
    /// The number of the piece of work that it is busy with.
    pub work: Option<usize>,
}

/// Who has a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// Nobody: it rests.
    Nobody,
    /// What runs the tasks, and not one of them.
    Main,
    /// The task of this number.
    Task(usize),
}

/// All that is shown of a run, as it is after some step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The tasks, in the order of their creation: the first ones of the lanes.
    pub tasks: Vec<Arc<Task>>,
    /// Who has the thread; `None` where there is none, as in an evening.
    pub thread: Option<Thread>,
    /// The tasks that are to be polled, in their order; `None` if there is no run queue.
    pub run_queue: Option<Vec<usize>>,
    /// The line where main is, if that is known.
    pub main: Option<Place>,
    /// The number of pieces of work that were taken from the queue; `None` if there is none.
    pub taken: Option<usize>,
    /// The number of lines that are printed.
    pub printed: usize,
}

/// A step of a run.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The time, in nanoseconds since the run began.
    pub at: u64,
    /// The step in words: a sentence, without a time.
    pub words: String,
    /// Whether a task gets the thread, or a parent goes on with another chore.
    pub is_switch: bool,
    /// The number of steps that this one stands for and that are not kept; 0 if it is a step of its own.
    pub folded: u64,
    /// The lines that run now.
    pub lines: Option<Lines>,
    /// How everything is after the step.
    pub state: State,
    /// The question that can be asked before the next step: who gets the thread next?
    pub who: Option<Question>,
    /// The question that can be asked before the next step: which line is printed next?
    pub what: Option<Question>,
}

/// How times are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// As seconds, with this number of decimals.
    Seconds(usize),
    /// As the time of day.
    Evening,
}

/// A run that can be stepped through.
#[derive(Clone, Debug)]
pub struct Run {
    /// How times are shown.
    pub clock: Clock,
    /// Its lanes and its work.
    pub picture: Picture,
    /// What there is to say about the recording, if anything: a sentence.
    pub note: Option<String>,
    /// The sources of the steps.
    pub files: Vec<File>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The lines that are printed, or `None` in place of each that is not kept.
    pub printed: Vec<Option<String>>,
}
