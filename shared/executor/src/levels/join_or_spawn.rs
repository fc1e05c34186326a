//! Count the polls of joined futures, and of spawned ones.

use crate::level::{Kind, Level, World};
use crate::programs::join_or_spawn::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "join-or-spawn",
    title: "Join, or spawn?",
    source: include_str!("../programs/join_or_spawn.rs"),
    goal: "In a task of its own, a wait takes two polls. Make the two joined waits take five polls in all, and get all done.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: false,
    does: ("poll the joined waits five times in all", "polls the joined waits five times in all"),
    hint: "A task that isn't waiting yet misses the bell. What does Join do with the wait that was not woken?",
    won: "Joined futures share one task and its waker. Each time, `join!` polls all that aren't done, since it can't know which was woken. If each has a task of its own, only the one that was woken is polled. With two bells, joining costs one more poll; with many, most polls are in vain.",
    chapter: "shared/traps/lesson-04/README.md",
    start: || {
        let polls: [Rc<Cell<u32>>; 2] = Default::default();
        let seen = polls.clone();
        World {
            tasks: tasks(polls.clone()),
            is_reached: Box::new(move |run| run.are_all_done() && polls[0].get() == 5),
            values: Box::new(move || {
                let [joined, spawned] = seen.each_ref().map(|polls| polls.get());
                vec![format!("polls: joined waits {joined}, waits in own tasks {spawned}")]
            }),
        }
    },
};
