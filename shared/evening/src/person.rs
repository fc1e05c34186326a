//! The household's view of a parent.

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
    /// The condition variable on which the parent's thread waits for its turn; `None` until it has to.
    pub(crate) turn_comes: Option<Arc<Condvar>>,
    /// The parent's chore, and the way in which the parent is busy with it; `None` if with none.
    pub(crate) doing: Option<(Chore, Doing)>,
    /// True if this parent last balanced the checkbook and so still has the place in it.
    pub(crate) has_place: bool,
    /// True if this parent writes a cheque for the child that they help, or helped last.
    pub(crate) pays: bool,
    /// The time at which the kitchen timer rings.
    pub(crate) timer: Minutes,
    /// The line that this parent's program has come to.
    pub(crate) place: Option<Place>,
    /// The chore that this line is for; `None` if it's for none.
    pub(crate) at_chore: Option<Chore>,
    /// True if this parent rests until something happens.
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

/// The way in which a parent is busy with a chore.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Doing {
    Work,
    Check,
    Watch,
}
