//! Wait for a lock behind a future of the same task that nobody polls.

use crate::level::{Kind, Level, World, is_stuck};
use crate::programs::futurelock::tasks;
use crate::run::Rule;
use crate::sync::Mutex;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "futurelock",
    title: "Futurelock",
    source: include_str!("../programs/futurelock.rs"),
    goal: "There is only one lock. Still, let Two wait for ever: no task is left to poll, and Two isn't done.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: false,
    does: ("end with Two waiting for ever", "ends with Two waiting for ever"),
    hint: "A future that asks for a lock joins the line, and keeps its place for as long as it lives. \
           Who is next when Two asks again?",
    won: "The lock went to the first in line: one of Two's own futures, which is alive, but which Two no longer polls. \
          So it can't take the lock, and nobody else can: a futurelock. `select!` with `&mut future` leaves such \
          futures behind. Drop them, or make them tasks of their own.",
    chapter: "shared/traps/lesson-04/README.md",
    start: || {
        let tools = Rc::new(Mutex::new("tools", ()));
        World {
            tasks: tasks(tools.clone()),
            is_reached: Box::new(is_stuck),
            values: Box::new(move || vec![tools.to_string()]),
        }
    },
};
