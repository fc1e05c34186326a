//! Poll only those that were woken.

use crate::level::{Kind, Level, World};
use crate::programs::only_woken::tasks;
use crate::run::Rule;
use crate::sync::Notify;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "only-woken",
    title: "Only the woken",
    source: include_str!("../programs/only_woken.rs"),
    goal: "Get all three done without a single poll in vain. If you make one, undo it.",
    kind: Kind::Reach,
    rule: Rule::Anybody,
    limit: 8,
    values_tell_all: false,
    does: ("get all done without a poll in vain", "gets all done without a poll in vain"),
    hint: "At first, all are in the run queue. After that, only tasks that were woken come back into it.",
    won: "A poll is in vain unless the task was woken: its waker puts it into the run queue. An event loop polls only the tasks in the run queue, so it never has to look at the others. That is the advantage of lesson 4's loop over lesson 2's.",
    chapter: "lesson-04-async/README.md",
    start: || {
        let turn = Rc::new(["One's turn", "Two's turn", "Three's turn"].map(Notify::new));
        World {
            tasks: tasks(&turn),
            is_reached: Box::new(|run| {
                run.are_all_done() && (0..run.len()).all(|task| run.polls_in_vain(task) == 0)
            }),
            values: Box::new(Vec::new),
        }
    },
};
