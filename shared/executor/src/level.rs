//! What a level is: a program, a goal and the words for them.

use crate::explore::{End, Explorer, Outcome, Report};
use crate::run::{Rule, Run};
use crate::task::Task;
use std::cell::RefCell;
use std::fmt;

/// What a learner has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Find a schedule that reaches the goal.
    Reach,
    /// Prove that no schedule does what the goal says: the explorer has to try them all.
    Prove,
}

/// A level of the game.
#[derive(Debug)]
pub struct Level {
    /// Its name, in small letters with hyphens.
    pub name: &'static str,
    /// Its title, of at most 40 characters.
    pub title: &'static str,
    /// The program that is played, as it was compiled.
    pub source: &'static str,
    /// What to do, in one or two sentences. The rule is told after it.
    pub goal: &'static str,
    /// Whether to reach the goal, or to prove that it cannot be reached.
    pub kind: Kind,
    /// Whom the learner may poll.
    pub rule: Rule,
    /// The most polls of a schedule.
    pub limit: usize,
    /// Whether the values tell all on which the rest of a run depends, so that a state can be known again.
    pub values_tell_all: bool,
    /// What a schedule does that reaches the goal, after a number: `lose an update`, or after one, `loses an update`.
    pub does: (&'static str, &'static str),
    /// A sentence that helps, and does not give it away.
    pub hint: &'static str,
    /// What is learnt, once it is won: it names the idea.
    pub won: &'static str,
    /// The chapter that is about it, from the folder of the course.
    pub chapter: &'static str,
    /// Makes the tasks, and what is looked at beside them.
    pub start: fn() -> World,
}

/// The tasks of a level, made anew, and what is looked at beside them.
pub struct World {
    /// The tasks.
    pub tasks: Vec<Task<'static>>,
    /// Returns whether the goal is reached. It is asked before the first poll and after each.
    pub is_reached: Box<dyn Fn(&Run<'_>) -> bool>,
    /// Returns the lines that are shown of the values, such as `balance: 1`.
    pub values: Box<dyn Fn() -> Vec<String>>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("tasks", &self.tasks).finish_non_exhaustive()
    }
}

impl Level {
    /// Tries all schedules that begin with this one. Those that are broken are those that reach the goal, where
    /// they end.
    pub fn explore(&self, after: &[usize]) -> Report {
        let world: RefCell<Option<World>> = RefCell::default();
        let is_reached =
            |run: &Run<'_>| world.borrow().as_ref().is_some_and(|world| (world.is_reached)(run));
        let tell = |_: &Run<'_>| {
            let world = world.borrow();
            world.as_ref().map_or(Vec::new(), |world| (world.values)()).join("\n")
        };
        let mut explorer =
            Explorer::default().rule(self.rule).limit(self.limit).after(after).until(is_reached);
        if self.values_tell_all {
            explorer = explorer.state(tell);
        }
        let start = || {
            let mut new = (self.start)();
            let tasks = std::mem::take(&mut new.tasks);
            *world.borrow_mut() = Some(new);
            tasks
        };
        explorer.explore(start, |outcome: &Outcome<'_, '_>| outcome.end != End::Reached)
    }
}

/// Returns whether tasks are left that nobody has woken: the goal of several levels.
pub(crate) fn is_stuck(run: &Run<'_>) -> bool {
    run.is_stuck()
}
