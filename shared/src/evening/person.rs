//! A parent, as the household knows one.

use super::script::Minutes;
use super::{Chore, Thing};
use std::sync::{Arc, Condvar};

/// A parent.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) turn: Turn,
    /// How the parent's thread is told of its turn, once it has had to wait for one.
    pub(super) turn_comes: Option<Arc<Condvar>>,
    /// What the parent is at, and whether that takes all of the parent's attention.
    pub(super) doing: Option<(Chore, Doing)>,
    /// Whether the last thing that this parent did was to balance the checkbook.
    pub(super) has_place: bool,
    /// Whether the child that this parent helps, or helped last, needs a cheque.
    pub(super) pays: bool,
    /// When the kitchen timer rings.
    pub(super) timer: Minutes,
}

impl Person {
    pub(super) fn give_turn(&mut self) {
        self.turn = Turn::Running;
        if let Some(comes) = &self.turn_comes {
            comes.notify_one();
        }
    }
}

/// Whether it is on a parent to do something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Turn {
    /// The parent's program runs.
    Running,
    /// It is blocked.
    Blocked(Until),
    /// It has ended.
    Gone,
}

/// What a parent waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Until {
    /// That it is this time.
    Time(Minutes),
    /// That a child needs somebody, or all are asleep.
    Need,
    /// That no child needs anybody.
    #[cfg(feature = "evening-async")]
    Quiet,
    /// That something can be done about the laundry, or all of it is done.
    Step,
    /// That this machine is done.
    Machine(Thing),
    /// That nobody else holds this.
    Free(Thing),
}

/// What a parent is doing about a chore.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Doing {
    Work,
    Check,
    Watch,
}
