//! The events of an evening.

use crate::chore::Chore;
use crate::machine::Action;
use crate::resource::Resource;
use crate::script::Minutes;

/// An event, and the time at which it happened.
#[derive(Clone, Debug)]
pub(crate) struct LogEntry {
    pub(crate) at: Minutes,
    pub(crate) event: Event,
}

/// An event. Parents, troubles and loads are given by their numbers, from 0.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// A child needs something from now on.
    Began(usize),
    /// A parent begins to help.
    Helped { parent: usize, trouble: usize },
    /// A parent begins a step of the laundry, which could have begun `idle` minutes before.
    Handled { parent: usize, action: Action, idle: Minutes },
    /// A chore is done.
    Over(Chore),
    /// A parent, who may hold something, wants something that another one holds.
    Wants { parent: usize, holds: Option<Resource>, resource: Resource, holder: usize },
    /// Parents wait for each other. Each has a resource and wants another: `(parent, has, wants)`.
    Deadlock(Vec<(usize, Resource, Resource)>),
}
