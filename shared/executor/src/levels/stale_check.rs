//! Make a check that is out of date panic.

use crate::level::{Kind, Level, World};
use crate::programs::stale_check::tasks;
use crate::run::Rule;
use std::cell::RefCell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "stale-check",
    title: "A check that is out of date",
    source: include_str!("../programs/stale_check.rs"),
    goal: "Each task checks whether there is work before it takes some. Make one of them panic anyway.",
    kind: Kind::Reach,
    rule: Rule::Anybody,
    limit: 100,
    values_tell_all: false,
    does: ("panic", "panics"),
    hint: "Taking turns is safe here. How do both tasks come to see the same last piece of work, before either takes it?",
    won: "Both tasks counted on the same piece of work, and only one could take it. Nothing interrupts a task between two awaits, but what was true before an await may be false after it: a stale check. Check and take in one go, as try_take does, with no await in between.",
    chapter: "shared/traps/lesson-02/README.md",
    start: || {
        let work = Rc::default();
        let seen: Rc<RefCell<Vec<u64>>> = Rc::clone(&work);
        World {
            tasks: tasks(&work),
            is_reached: Box::new(|run| run.panic().is_some()),
            values: Box::new(move || vec![format!("work: {:?}", seen.borrow())]),
        }
    },
};
