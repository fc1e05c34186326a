//! Finish the 2 before the 15.

use super::all_by_two::progress;
use crate::level::{Kind, Level, World};
use crate::programs::short_first::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

/// The fewest polls that finish the 2. One of them takes the 15.
const POLLS: usize = 4;

pub(super) static LEVEL: Level = Level {
    name: "short-first",
    title: "The short one first",
    source: include_str!("../programs/short_first.rs"),
    goal: "The 15 is first in the queue. Still, finish the 2 first: within four polls, the task that took it must be done.",
    kind: Kind::Reach,
    rule: Rule::Anybody,
    limit: POLLS,
    values_tell_all: false,
    does: ("finish the 2 first", "finishes the 2 first"),
    hint: "Somebody has to take the 15 first. How many polls does that need, and how many does the 2 need?",
    won: "The 2 was second in the queue, and is finished first: the 15 was suspended after its first step. \
          That is concurrency, as in lesson 2. Its loop polls in turn, so it would have needed six polls for this. \
          In lesson 1, where no task can be suspended, the 2 has to wait for all of the 15.",
    chapter: "lesson-02-coop/README.md",
    start: || {
        let done: [Rc<Cell<(u64, u64)>>; 2] = Default::default();
        let seen = done.clone();
        World {
            tasks: tasks(done),
            is_reached: Box::new(|run| {
                run.schedule().len() <= POLLS && (0..run.len()).any(|task| run.is_done(task))
            }),
            values: Box::new(move || progress(&seen)),
        }
    },
};
