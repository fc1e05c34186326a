//! Starve a task by a rule that looks fair.

use crate::level::{Kind, Level, World};
use crate::programs::starved::tasks;
use crate::run::Rule;
use crate::sync::Notify;
use std::rc::Rc;

/// The turns that One has to wait.
const TURNS: usize = 10;

pub(super) static LEVEL: Level = Level {
    name: "starved",
    title: "Starved by a rule that looks fair",
    source: include_str!("../programs/starved.rs"),
    goal: "Leave One in the run queue, unpolled, for ten turns.",
    kind: Kind::Reach,
    rule: Rule::LastWoken,
    limit: TURNS,
    values_tell_all: false,
    does: ("starve One", "starves One"),
    hint: "A ball that is served while nobody waits for it is lost.",
    won: "One was ready the whole time, but the others woke each other and went first: starvation. The rule makes sense, since the data that a task was just woken for is still in the cache. tokio's multi-threaded scheduler has it, too, but lets such a task go first at most three times in a row.",
    chapter: "lesson-04-async/README.md",
    start: || {
        let balls = Rc::new(["ball for Two", "ball for Three"].map(Notify::new));
        World {
            tasks: tasks(&balls),
            is_reached: Box::new(|run| run.polls(0) == 0 && run.schedule().len() == TURNS),
            values: Box::new(Vec::new),
        }
    },
};
