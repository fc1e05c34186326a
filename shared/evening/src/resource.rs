//! The resources that parents share.

use std::collections::VecDeque;

/// A resource that parents share. Only one of them can use it at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The washer.
    Washer,
    /// The dryer.
    Dryer,
    /// The checkbook.
    Checkbook,
}

impl Resource {
    /// All resources.
    pub const ALL: [Self; 3] = [Self::Washer, Self::Dryer, Self::Checkbook];

    /// Returns the name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Washer => "washer",
            Self::Dryer => "dryer",
            Self::Checkbook => "checkbook",
        }
    }
}

/// The state of a resource: its holder, and the parents who want it, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct ResourceState {
    pub(crate) holder: Option<usize>,
    pub(crate) waiters: VecDeque<usize>,
    /// The parent who held it last.
    pub(crate) last: Option<usize>,
}
