//! Lose an update across an await.

use crate::level::{Kind, Level, World};
use crate::programs::lost_update::tasks;
use crate::run::Rule;
use std::cell::Cell;
use std::rc::Rc;

pub(super) static LEVEL: Level = Level {
    name: "lost-update",
    title: "A lost update",
    source: include_str!("../programs/lost_update.rs"),
    goal: "The tasks add 100, 20 and 3. Lose the 3 and nothing else: the balance is 120 at the end.",
    kind: Kind::Reach,
    rule: Rule::Woken,
    limit: 100,
    values_tell_all: false,
    does: ("lose only the 3", "loses only the 3"),
    hint: "A task that writes the balance overwrites everything that was written since it read it.",
    won: "Between reading and writing there is an await, where others run, so what was read is out of date. \
          A single thread doesn't protect you. Keep what belongs together on one side of the await, or behind a lock.",
    chapter: "lesson-02-coop/README.md",
    start: || {
        let balance = Rc::new(Cell::new(0));
        let seen = Rc::clone(&balance);
        World {
            tasks: tasks(&balance),
            is_reached: Box::new(move |run| run.are_all_done() && balance.get() == 120),
            values: Box::new(move || vec![format!("balance: {}", seen.get())]),
        }
    },
};
