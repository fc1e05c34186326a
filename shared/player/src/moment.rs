//! The moment of a question about the next line, and the time until that line.

use crate::line::{Line, time};
use crate::past::Past;
use crate::run::{State, Step, Thread};
use crate::why::Told;
use timeline::LONG;

/// The time until a line is printed.
#[derive(Default)]
pub(crate) struct Window {
    /// The number of times that a task gets the thread.
    pub(crate) turns: u64,
    /// The step after which the author of the line is decided, counted from the beginning of the window.
    pub(crate) decided: usize,
    /// The longest time for which a task holds the thread between two steps, in nanoseconds.
    pub(crate) hold: u64,
}

impl Window {
    pub(crate) fn new(steps: &[Step]) -> Self {
        let mut window = Self::default();
        let mut given = None;
        for (number, pair) in steps.windows(2).enumerate() {
            let [before, step] = [&pair[0], &pair[1]];
            let (then, now) = (before.state.thread, step.state.thread);
            let has_task = matches!(now, Some(Thread::Task(_)));
            if step.folded > 0 {
                window.turns += step.folded;
                window.decided = number + 1;
                given = Some(number + 1);
            } else if then == now && has_task {
                window.hold = window.hold.max(step.at.saturating_sub(before.at));
            } else if then != now {
                if matches!(then, Some(Thread::Task(_))) {
                    given = Some(number + 1);
                }
                if has_task {
                    window.turns += 1;
                    window.decided = given.unwrap_or(number);
                }
            }
        }
        window
    }
}

/// The moment after a line is printed, and the time until the next one.
pub(crate) struct Moment<'a> {
    pub(crate) told: &'a Told<'a>,
    /// The step after which the question is asked.
    pub(crate) now: &'a Step,
    /// The state when the author of the line is decided.
    pub(crate) decided: &'a State,
    /// The state before the line is printed.
    pub(crate) before: &'a State,
    /// The time at which the line is printed, in nanoseconds.
    pub(crate) at: u64,
    pub(crate) window: Window,
    pub(crate) line: &'a Line<'a>,
    pub(crate) past: &'a Past<'a>,
}

impl Moment<'_> {
    /// Returns the total that main prints at the end, the sum of all tasks' times, the task with the largest
    /// sum, and the number and the sum of its times, all in lesson seconds; `None` if the line is no total.
    pub(crate) fn total(&self) -> Option<(f64, f64, usize, (u32, f64))> {
        let is_over = self.told.unfinished(self.before).next().is_none();
        let is_known = self.line.author == Thread::Main && self.past.is_whole;
        let right = time(self.line.text).filter(|_| is_over && is_known)?;
        let times = self.past.tasks.iter().map(|task| task.times).enumerate();
        let (task, most) = times.max_by(|one, other| one.1.1.total_cmp(&other.1.1))?;
        let sum: f64 = self.past.tasks.iter().map(|task| task.times.1).sum();
        (self.past.times.0 > 0).then_some((right, sum, task, most))
    }

    /// Returns whether two sums of rounded times may have the same terms.
    pub(crate) fn is_near(&self, one: f64, other: f64) -> bool {
        let rounded = 0.05 * f64::from(self.past.times.0 + 1);
        let late = 0.05 * other;
        (one - other).abs() <= rounded.max(late)
    }

    /// Returns the lesson seconds for which a task holds the thread before the line; `None` if not for long.
    pub(crate) fn held(&self) -> Option<f64> {
        let held = self.told.seconds(self.window.hold);
        // On a busy machine, moments are long. This one must cover most of the time in the line.
        let least = time(self.line.text).map_or(LONG, |time| LONG.max(time / 2.0));
        (held >= least).then_some(held)
    }

    /// Returns the task that has the thread when the question is asked; `None` if none has.
    pub(crate) fn holder(&self) -> Option<usize> {
        if let Some(Thread::Task(task)) = self.now.state.thread { Some(task) } else { None }
    }

    pub(crate) fn name(&self, thread: Thread) -> &str {
        if let Thread::Task(task) = thread { self.told.name(task) } else { "main" }
    }

    pub(crate) fn is_all_taken(&self, state: &State) -> bool {
        state.taken == Some(self.told.subject.work.len())
    }
}
