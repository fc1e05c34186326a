//! A parent, as the household knows one.

use crate::chore::Chore;
use crate::resource::Resource;
use crate::script::Minutes;
use std::sync::{Arc, Condvar};
use timeline::Place;

/// A parent.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) turn: Turn,
    /// The condition variable by which the parent's thread is told of its turn, once it has had to
    /// wait for one.
    pub(crate) turn_comes: Option<Arc<Condvar>>,
    /// The chore that the parent is at, and what the parent does about it.
    pub(crate) doing: Option<(Chore, Doing)>,
    /// Whether this parent's last action was to balance the checkbook.
    pub(crate) has_place: bool,
    /// Whether the child that this parent helps, or helped last, needs a cheque.
    pub(crate) pays: bool,
    /// The time at which the kitchen timer rings.
    pub(crate) timer: Minutes,
    /// The line that this parent's program has come to.
    pub(crate) place: Option<Place>,
    /// The chore that this line is for, if it is for one.
    pub(crate) at_chore: Option<Chore>,
    /// Whether this parent has a rest until told of something.
    pub(crate) is_idle: bool,
}

impl Person {
    pub(crate) fn give_turn(&mut self) {
        self.turn = Turn::Running;
        if let Some(comes) = &self.turn_comes {
            comes.notify_one();
        }
    }
}

/// The state of a parent's program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Turn {
    /// It runs.
    Running,
    /// It is blocked.
    Blocked(Until),
    /// It has ended.
    Gone,
}

/// A condition that a parent waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Until {
    /// It is this time.
    Time(Minutes),
    /// A child needs somebody, or all are asleep.
    Need,
    /// No child needs anybody.
    #[cfg(feature = "async")]
    Quiet,
    /// A step of the laundry can be done, or all of it is done.
    Step,
    /// This machine is done.
    Machine(Resource),
    /// Nobody else holds this.
    Free(Resource),
}

/// What a parent does about a chore.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Doing {
    Work,
    Check,
    Watch,
}
