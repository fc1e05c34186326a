//! A level: a program, a goal and the words for them.

use crate::explore::{End, Explorer, Outcome, Report};
use crate::run::{Rule, Run};
use crate::task::Task;
use std::cell::RefCell;
use std::fmt;

/// The kind of a level's goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Find a schedule that reaches the goal.
    Reach,
    /// Prove that no schedule reaches it, by having the explorer try them all.
    Prove,
}

/// A level of the game.
#[derive(Debug)]
pub struct Level {
    /// The name, in small letters with hyphens.
    pub name: &'static str,
    /// The title, of at most 40 characters.
    pub title: &'static str,
    /// The source of the program that is played, word for word.
    pub source: &'static str,
    /// The goal, in one or two sentences. The game adds a sentence about the rule.
    pub goal: &'static str,
    /// The kind of the goal.
    pub kind: Kind,
    /// The rule that says which tasks the learner may poll.
    pub rule: Rule,
    /// The most polls of a schedule.
    pub limit: usize,
    /// True if the values tell everything on which the rest of a run depends, as [`Explorer::state`] has to.
    pub values_tell_all: bool,
    /// The verbs for schedules that reach the goal: in the plural, `lose an update`, and in the singular, `loses an
    /// update`.
    pub does: (&'static str, &'static str),
    /// A sentence or two that help, and don't give the solution away.
    pub hint: &'static str,
    /// The lesson of the level, told once it is won. It names the idea.
    pub won: &'static str,
    /// The page about it, as a path from the folder of the course.
    pub chapter: &'static str,
    /// A function that makes the tasks and the values shown beside them.
    pub start: fn() -> World,
}

/// The new tasks of a level, and the values shown beside them.
pub struct World {
    /// The tasks.
    pub tasks: Vec<Task<'static>>,
    /// A function that returns `true` if the goal is reached. It is called before the first poll and after each poll.
    pub is_reached: Box<dyn Fn(&Run<'_>) -> bool>,
    /// A function that returns the lines that show the values, such as `balance: 1`.
    pub values: Box<dyn Fn() -> Vec<String>>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("tasks", &self.tasks).finish_non_exhaustive()
    }
}

impl Level {
    /// Tries all schedules that begin with the polls in `after`. A schedule ends as soon as it reaches the goal, and
    /// the report counts it as broken.
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

/// Returns `true` if some tasks aren't done and none of them has been woken, which is the goal of several levels.
pub(crate) fn is_stuck(run: &Run<'_>) -> bool {
    run.is_stuck()
}
