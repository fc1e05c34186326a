//! Let tasks wait for each other for ever.

use crate::level::{Kind, Level, World, is_stuck};
use crate::programs::deadlock::tasks;
use crate::run::Rule;
use crate::sync::Mutex;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "deadlock",
    title: "Deadlock",
    source: include_str!("../programs/deadlock.rs"),
    goal: "Bring about a deadlock: no task is left to poll, but not all are done, because each waits for the lock that the other one holds.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: true,
    does: ("end in a deadlock", "ends in a deadlock"),
    hint: "Each task has to hold its first lock before the other task asks for it.",
    won: "Each task holds the lock that the other one waits for: a deadlock. No waker will ever be called, and no task panics, so an executor waits for ever. Other schedules go well, so a test may never see it.",
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
