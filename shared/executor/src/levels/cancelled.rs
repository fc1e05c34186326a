//! Lose an item by dropping a future that had taken it.

use crate::level::{Kind, Level, World};
use crate::programs::cancelled::tasks;
use crate::run::Rule;
use crate::sync::Queue;

pub(super) static LEVEL: Level = Level {
    name: "cancelled",
    title: "Cancelled, and lost",
    source: include_str!("../programs/cancelled.rs"),
    goal: "Lose one of the three items: all tasks are done, two items are in `done`, and none is in `todo`.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: false,
    does: ("lose one item", "loses one item"),
    hint: "If both workers hold an item when they are told to stop, two are lost. How can only one of them hold one?",
    won: "`select!` drops the branches that lose: they are cancelled at the await where they wait, and everything that they hold is dropped with them. At that await, the item was in no queue. Don't let a branch hold anything across an await that you can't afford to lose, or else let the branch finish.",
    chapter: "shared/traps/lesson-04/README.md",
    start: || {
        let todo = Queue::of("todo", vec!['a', 'b', 'c']);
        let queues = [todo, Queue::bounded("done", 3)];
        let [todo, done] = queues.clone();
        World {
            tasks: tasks(&queues),
            is_reached: Box::new(move |run| {
                run.are_all_done() && todo.is_empty() && done.len() == 2
            }),
            values: Box::new(move || queues.iter().map(ToString::to_string).collect()),
        }
    },
};
