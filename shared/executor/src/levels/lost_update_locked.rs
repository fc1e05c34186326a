//! Prove that no update is lost if the lock is held across the await.

use crate::level::{Kind, Level, World};
use crate::programs::lost_update_locked::tasks;
use crate::run::Rule;
use crate::sync::Mutex;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "lost-update-locked",
    title: "No update is lost",
    source: include_str!("../programs/lost_update_locked.rs"),
    goal: "Now the balance is behind a lock. Can an update still be lost? `all` can settle it.",
    kind: Kind::Prove,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: false,
    does: ("lose an update", "loses an update"),
    hint: "Who can read the balance while a task holds the lock?",
    won: "An async lock may be held across an await: a task that wants it waits, and is woken once it is free. \
          So no task reads while another is between reading and writing, whatever the order.",
    chapter: "lesson-03-blocking/README.md",
    start: || {
        let balance = Rc::new(Mutex::new("balance", 0));
        let seen = Rc::clone(&balance);
        World {
            tasks: tasks(&balance),
            is_reached: Box::new(move |run| {
                run.are_all_done() && balance.peek(|value| *value) != Some(123)
            }),
            values: Box::new(move || {
                let value = seen.peek(u32::to_string).unwrap_or_else(|| "locked".to_owned());
                vec![format!("value: {value}"), seen.to_string()]
            }),
        }
    },
};
