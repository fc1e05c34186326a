//! Name who should have been woken.

use crate::level::{Kind, Level, World};
use crate::programs::forgotten_waker::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "forgotten-waker",
    title: "A forgotten waker",
    source: include_str!("../programs/forgotten_waker.rs"),
    goal: "Get all done without a poll in vain. No task is ever woken here, so poll just those that should have been.",
    kind: Kind::Reach,
    rule: Rule::WokenIfAny,
    limit: 9,
    values_tell_all: false,
    does: ("get all done without a poll in vain", "gets all done without a poll in vain"),
    hint: "Nobody keeps a waker, so look for yourself: how much has been said, and for whom is that enough?",
    won: "A future that returns Pending must leave its waker with whatever will complete it. This one ignores its context, so nobody can wake the task: you had to know whom to poll. An executor doesn't know, and would wait for ever.",
    chapter: "lesson-04-async/README.md",
    start: || {
        let said = Rc::new(Cell::new(0));
        let seen = Rc::clone(&said);
        World {
            tasks: tasks(&said),
            is_reached: Box::new(|run| {
                run.are_all_done() && (0..run.len()).all(|task| run.polls_in_vain(task) == 0)
            }),
            values: Box::new(move || {
                vec![format!("said: {} (One waits for 4, Two for 3, Three for 5)", seen.get())]
            }),
        }
    },
};
