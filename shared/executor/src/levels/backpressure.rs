//! Let a producer and a consumer wait for each other as rarely as possible.

use crate::level::{Kind, Level, World};
use crate::programs::backpressure::tasks;
use crate::run::Rule;
use crate::sync::Queue;

/// The number of polls if the two tasks wait as rarely as possible.
const POLLS: usize = 10;

pub(super) static LEVEL: Level = Level {
    name: "backpressure",
    title: "Backpressure",
    source: include_str!("../programs/backpressure.rs"),
    goal: "Get all done in 10 polls: the producer waits for room only twice, and the consumer never waits for an item.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: POLLS,
    values_tell_all: false,
    does: ("get all done in 10 polls", "gets all done in 10 polls"),
    hint: "How many items can the producer put in at once, and when?",
    won: "A full queue makes the producer wait, so it is never more than two items ahead, however fast it is: backpressure. A producer that is woken for each single place soon waits again. It's cheaper to fill the whole queue, then to empty it.",
    chapter: "lesson-04-async/README.md",
    start: || {
        let queue = Queue::bounded("queue", 2);
        World {
            tasks: tasks(queue.clone()),
            is_reached: Box::new(|run| run.are_all_done() && run.schedule().len() <= POLLS),
            values: Box::new(move || vec![queue.to_string()]),
        }
    },
};
