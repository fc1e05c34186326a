//! What parents share.

use std::collections::VecDeque;

/// A resource that parents share, and only one of them can use at a time.
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
    /// All resources that are shared.
    pub const ALL: [Self; 3] = [Self::Washer, Self::Dryer, Self::Checkbook];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Washer => "washer",
            Self::Dryer => "dryer",
            Self::Checkbook => "checkbook",
        }
    }
}

/// The state of a resource: which parent holds it, and who wants it, first come, first served.
#[derive(Debug, Default)]
pub(crate) struct ResourceState {
    pub(crate) holder: Option<usize>,
    pub(crate) waiters: VecDeque<usize>,
    /// The parent who held it last.
    pub(crate) last: Option<usize>,
}
