//! Prove that tasks which take locks in one order cannot wait for ever.

use crate::level::{Kind, Level, World, is_stuck};
use crate::programs::deadlock_ordered::tasks;
use crate::run::Rule;
use crate::sync::Mutex;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "deadlock-ordered",
    title: "No deadlock",
    source: include_str!("../programs/deadlock_ordered.rs"),
    goal: "Now both take the locks in the order a, b. Is a deadlock still possible? `all` can settle it.",
    kind: Kind::Prove,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: true,
    does: ("end in a deadlock", "ends in a deadlock"),
    hint: "What can the task that holds b still wait for?",
    won: "If all tasks take the locks in the same order, they can't wait in a circle: a task that holds b has a already, and waits for no lock. With more locks, it's the same: the task that holds the last of all the locks in use waits for none of the others.",
    chapter: "lesson-03-blocking/README.md",
    start: || {
        let locks = ["a", "b"].map(|name| Rc::new(Mutex::new(name, ())));
        World {
            tasks: tasks(locks.clone()),
            is_reached: Box::new(is_stuck),
            values: Box::new(move || locks.iter().map(ToString::to_string).collect()),
        }
    },
};
