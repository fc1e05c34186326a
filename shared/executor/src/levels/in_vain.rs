//! Poll in vain.

use crate::level::{Kind, Level, World};
use crate::programs::in_vain::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "in-vain",
    title: "In vain",
    source: include_str!("../programs/in_vain.rs"),
    goal: "Waste your time. In at most ten polls, get both done, and poll Parent in vain three times: while it waits and has not been woken.",
    kind: Kind::Reach,
    rule: Rule::Anybody,
    limit: 10,
    values_tell_all: false,
    does: (
        "get both done with three polls in vain or more",
        "gets both done with three polls in vain or more",
    ),
    hint: "A first poll is never in vain, and after the beep there is nothing to wait for. How often can you look before the beep?",
    won: "Each poll in vain took a turn and changed nothing: that is the cost of polling. Lesson 2's parent looks every 15 minutes, and 17 times out of 28 in vain. If you look less often, you're late. It's better to be told, and for that you need a waker, in lesson 4.",
    chapter: "lesson-02-coop/README.md",
    start: || {
        let time = Rc::new(Cell::new(0));
        let seen = Rc::clone(&time);
        World {
            tasks: tasks(time),
            is_reached: Box::new(|run| {
                run.are_all_done()
                    && (0..run.len()).map(|task| run.polls_in_vain(task)).sum::<usize>() >= 3
            }),
            values: Box::new(move || vec![format!("washed: {} minutes", seen.get())]),
        }
    },
};
