//! A parent, as the household knows one.

use crate::chore::Chore;
use crate::script::Minutes;
use crate::thing::Thing;
use std::sync::{Arc, Condvar};

/// A parent.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) turn: Turn,
    /// How the parent's thread is told of its turn, once it has had to wait for one.
    pub(crate) turn_comes: Option<Arc<Condvar>>,
    /// What the parent is at, and whether that takes all of the parent's attention.
    pub(crate) doing: Option<(Chore, Doing)>,
    /// Whether the last thing that this parent did was to balance the checkbook.
    pub(crate) has_place: bool,
    /// Whether the child that this parent helps, or helped last, needs a cheque.
    pub(crate) pays: bool,
    /// When the kitchen timer rings.
    pub(crate) timer: Minutes,
}

impl Person {
    pub(crate) fn give_turn(&mut self) {
        self.turn = Turn::Running;
        if let Some(comes) = &self.turn_comes {
            comes.notify_one();
        }
    }
}

/// Whether it is on a parent to do something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Turn {
    /// The parent's program runs.
    Running,
    /// It is blocked.
    Blocked(Until),
    /// It has ended.
    Gone,
}

/// What a parent waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Until {
    /// That it is this time.
    Time(Minutes),
    /// That a child needs somebody, or all are asleep.
    Need,
    /// That no child needs anybody.
    #[cfg(feature = "async")]
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
pub(crate) enum Doing {
    Work,
    Check,
    Watch,
}
