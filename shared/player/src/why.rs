//! The reasons why a task runs or prints next, or doesn't: sentences that follow from the tasks' states.

use crate::run::{State, Task, TaskState, Thread};
use std::sync::Arc;
use timeline::{Executor, Subject, WaitReason};

/// The facts about a run, apart from its steps.
pub(crate) struct Told<'a> {
    pub(crate) names: &'a [String],
    pub(crate) subject: &'a Subject,
    pub(crate) executor: Executor,
}

impl Told<'_> {
    pub(crate) fn name(&self, task: usize) -> &str {
        self.names.get(task).map_or("a task", String::as_str)
    }

    /// Returns the tasks that may still run, with those that main hasn't called yet.
    pub(crate) fn unfinished(&self, state: &State) -> impl Iterator<Item = usize> {
        let is_finished = |task: &Arc<Task>| task.state == TaskState::Finished;
        let made = state.tasks.len();
        let all = if self.executor == Executor::Main { self.names.len().max(made) } else { made };
        (0..all).filter(move |task| !state.tasks.get(*task).is_some_and(is_finished))
    }

    /// Returns whether all tasks but this one are done.
    pub(crate) fn is_last(&self, state: &State, task: usize) -> bool {
        self.unfinished(state).eq([task])
    }

    /// Returns whether a line names its author's piece of work.
    pub(crate) fn names_work(&self, state: &State, author: Thread, line: &str) -> bool {
        let Thread::Task(task) = author else { return false };
        let work = state.tasks.get(task).and_then(|task| self.subject.work.get(task.work?));
        work.is_some_and(|work| line.contains(work.as_str()))
    }

    pub(crate) fn seconds(&self, nanoseconds: u64) -> f64 {
        self.subject.seconds(nanoseconds)
    }

    pub(crate) fn time(&self, nanoseconds: u64) -> String {
        format!("{:.1} s", self.seconds(nanoseconds))
    }

    /// Returns the words for a waiting task, such as "waits for its timer until 15.0 s".
    pub(crate) fn waits(&self, task: &Task, now: u64) -> String {
        let wait = task.wait.as_ref().map(|wait| format!(" for {wait}")).unwrap_or_default();
        let now = self.time(now);
        let until = task.until.map(|until| self.time(until)).filter(|until| *until != now);
        let until = match until {
            Some(until) if is_timed(task) => format!(" until {until}"),
            Some(until) => format!(", and is woken at {until}"),
            None => String::new(),
        };
        format!("waits{wait}{until}")
    }

    /// Returns the reason why a task is the next to run after this state, in a sentence.
    pub(crate) fn runs(&self, state: &State, task: usize) -> String {
        let name = self.name(task);
        match state.run_queue.as_deref() {
            None if has_not_begun(state) => format!("main calls {name} first."),
            None => format!("main calls {name} next."),
            Some([only]) if *only == task => format!("Only {name} is in the run queue."),
            Some([first, ..]) if *first == task => format!("{name} is first in the run queue."),
            Some([]) => self.is_woken(state, task),
            Some(_) => format!("The loop polls {name} next."),
        }
    }

    /// Returns the reason why a task is the next to run when all wait, in a sentence.
    pub(crate) fn is_woken(&self, state: &State, number: usize) -> String {
        let name = self.name(number);
        let Some(task) = state.tasks.get(number) else { return format!("{name} is next.") };
        let until = task.until.filter(|_| is_timed(task));
        if self.is_last(state, number) {
            let ends = |until| format!(", and its timer ends at {}", self.time(until));
            return format!("Only {name} is left{}.", until.map_or(String::new(), ends));
        }
        let Some(until) = until else {
            return format!("All of them wait then, and {name} is woken first.");
        };
        let at = self.time(until);
        let others = self.unfinished(state).filter(|other| *other != number);
        let ends = others.filter_map(|other| Some((state.tasks.get(other)?.until?, other)));
        match ends.min() {
            Some((end, other)) if end > until && self.time(end) == at => {
                format!("{name}’s timer ends a moment before {}’s, at {at}.", self.name(other))
            }
            Some((end, _)) if end <= until => {
                format!("{name}’s timer ends at {at}, and {name} is woken first.")
            }
            _ => format!("{name}’s timer ends first, at {at}."),
        }
    }

    /// Returns the reason why a task isn't the next to run after this state, in which the `giver` has just given
    /// the thread back.
    pub(crate) fn does_not_run(
        &self,
        (state, at): (&State, u64),
        (number, next): (usize, Option<usize>),
        giver: Option<usize>,
    ) -> String {
        let name = self.name(number);
        let Some(next) = next else { return format!("{name} is not polled again.") };
        let next = (self.name(next), next);
        let Some(task) = state.tasks.get(number) else {
            return format!("main calls {} first.", next.0);
        };
        let has_given = giver == Some(number);
        let place = |task| state.run_queue.as_ref()?.iter().position(|other| *other == task);
        let is_behind =
            place(number).is_some_and(|place_| place(next.1).is_some_and(|before| before < place_));
        match task.state {
            TaskState::Waiting if has_given => {
                format!("{name} has given the thread back: it {}.", self.waits(task, at))
            }
            TaskState::Waiting => format!("{name} {}.", self.waits(task, at)),
            _ if is_behind && has_given => {
                format!("{name} has given the thread back, and is behind {} now.", next.0)
            }
            _ if is_behind => format!("{name} is behind {} in the run queue.", next.0),
            _ => format!("{} comes first.", next.0),
        }
    }

    /// Returns the reason why main doesn't go on yet after this state.
    pub(crate) fn main_does_not_go_on(&self, state: &State, next: Option<usize>) -> String {
        match (self.executor, next) {
            (Executor::Main, Some(next)) => {
                format!("main has to call {} first.", self.name(next))
            }
            _ => self.is_not_done(state),
        }
    }

    pub(crate) fn is_not_done(&self, state: &State) -> String {
        match self.unfinished(state).next() {
            Some(task) => format!("{} is not done yet.", self.name(task)),
            None => "That comes later.".to_owned(),
        }
    }

    /// Returns the reason why main goes on after this state.
    pub(crate) fn main_goes_on(&self, state: &State) -> String {
        match self.unfinished(state).next() {
            _ if has_not_begun(state) => "main has not run a task yet.".to_owned(),
            None => "All tasks are done, so main goes on.".to_owned(),
            Some(task) if self.executor == Executor::Main => {
                format!("main has the thread, and calls {} only later.", self.name(task))
            }
            Some(task) => format!("main goes on, although {} is not done.", self.name(task)),
        }
    }
}

/// Returns whether no task has run.
pub(crate) fn has_not_begun(state: &State) -> bool {
    state.tasks.iter().all(|task| task.state == TaskState::Ready)
}

/// Returns whether the end of a task's wait is known from the start.
pub(crate) fn is_timed(task: &Task) -> bool {
    task.wait.as_deref() == Some(WaitReason::Timer.name())
}
