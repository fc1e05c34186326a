//! Let Two do all the work.

use crate::level::{Kind, Level, World};
use crate::programs::all_by_two::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "all-by-two",
    title: "All by Two",
    source: include_str!("../programs/all_by_two.rs"),
    goal: "The work is a 3 and a 2. Let Two do both, and get both tasks done.",
    kind: Kind::Reach,
    rule: Rule::Anybody,
    limit: 100,
    values_tell_all: false,
    does: ("let Two do all the work", "lets Two do all the work"),
    hint: "When does a task take its work: when it is made, or when it is polled?",
    won: "A task does nothing until it is polled, and then runs as far as its next await. One took no work, since \
          nothing was left when its first poll came. Futures are lazy: the executor decides who works. \
          The loop of lesson 2 polls them in turn.",
    chapter: "lesson-02-coop/README.md",
    start: || {
        let done: [Rc<Cell<(u64, u64)>>; 2] = Default::default();
        let seen = done.clone();
        let one = Rc::clone(&done[0]);
        World {
            tasks: tasks(done),
            is_reached: Box::new(move |run| run.are_all_done() && one.get() == (0, 0)),
            values: Box::new(move || progress(&seen)),
        }
    },
};

/// Returns a line for each task about its progress with the work that it took last.
pub(super) fn progress(done: &[Rc<Cell<(u64, u64)>>; 2]) -> Vec<String> {
    let line = |(name, done): (&str, &Rc<Cell<_>>)| match done.get() {
        (_, 0) => format!("{name}: no work"),
        (total, count) => format!("{name}: {total} of {count}"),
    };
    ["One", "Two"].into_iter().zip(done).map(line).collect()
}
