//! The knowledge from the steps of a run so far.

use crate::line::{Line, ending, time};
use crate::run::{State, Step, TaskState, Thread};

/// The knowledge about a task from the steps so far. Times are in nanoseconds, unless they were printed.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// The step at which it last began to wait; 0 if it never did.
    pub(crate) waits_since: usize,
    /// The time since which it has been ready; `None` if it isn't.
    pub(crate) ready_since: Option<u64>,
    /// The time for which it was ready before it was resumed; 0 once it has printed a time after that.
    pub(crate) was_ready: u64,
    /// The time at which it was last resumed.
    pub(crate) resumed_at: u64,
    /// The step at which it last printed a line; `None` if it never did.
    pub(crate) said: Option<usize>,
    /// The number of times that it has printed, and their sum in lesson seconds.
    pub(crate) times: (u32, f64),
}

/// The knowledge from the steps so far.
#[derive(Default)]
pub(crate) struct Past<'a> {
    pub(crate) tasks: Vec<Known>,
    /// The step at which the thread was last given back, and the task that did it, if it's known.
    pub(crate) given: Option<(usize, Option<usize>)>,
    /// The last line that neither ends in a number nor names a piece of work, and the task that printed it.
    pub(crate) statement: Option<(&'a str, usize)>,
    /// The number of times that all tasks have printed, and the longest of them in lesson seconds.
    pub(crate) times: (u32, f64),
    /// True if all lines are kept.
    pub(crate) is_whole: bool,
}

impl<'a> Past<'a> {
    fn task(&mut self, task: usize) -> &mut Known {
        if self.tasks.len() <= task {
            self.tasks.resize(task + 1, Known::default());
        }
        &mut self.tasks[task]
    }

    /// Learns from a step everything but the line that it prints.
    pub(crate) fn learn(&mut self, number: usize, step: &Step, before: &State) {
        for (task, now) in step.state.tasks.iter().enumerate() {
            let then = before.tasks.get(task).map(|task| task.state);
            let known = self.task(task);
            if now.state != TaskState::Ready {
                known.was_ready = known
                    .ready_since
                    .take()
                    .map_or(known.was_ready, |since| step.at.saturating_sub(since));
            } else if then != Some(TaskState::Ready) || step.folded > 0 {
                known.ready_since = Some(step.at);
            }
            if now.state == TaskState::Waiting && then != Some(TaskState::Waiting) {
                known.waits_since = number;
            }
        }
        let now = step.state.thread;
        if step.folded > 0 {
            self.given = Some((number, None));
        } else if before.thread != now {
            if let Some(Thread::Task(task)) = before.thread {
                self.given = Some((number, Some(task)));
            }
            if let Some(Thread::Task(task)) = now {
                self.task(task).resumed_at = step.at;
            }
        }
    }

    /// Learns that a line was printed.
    pub(crate) fn hear(&mut self, line: &Line<'a>, names_work: bool) {
        let Thread::Task(author) = line.author else { return };
        self.task(author).said = Some(line.step);
        if let Some(time) = time(line.text) {
            let known = self.task(author);
            known.times = (known.times.0 + 1, known.times.1 + time);
            // Its next time begins after that.
            known.was_ready = 0;
            self.times = (self.times.0 + 1, self.times.1.max(time));
        }
        if ending(line.text).1.is_none() && !names_work {
            self.statement = Some((line.text, author));
        }
    }

    /// Returns whether a task began to wait before the `next` one, and waits longer.
    pub(crate) fn waits_first(&self, state: &State, task: usize, next: usize) -> bool {
        let wait = |number: usize| {
            let task = state.tasks.get(number).filter(|task| task.state == TaskState::Waiting)?;
            Some((task.until?, self.tasks.get(number)?.waits_since))
        };
        let waits = wait(task).zip(wait(next));
        waits.is_some_and(|(task, next)| task.0 > next.0 && task.1 < next.1)
    }
}
