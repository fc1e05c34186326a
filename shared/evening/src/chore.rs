//! The chores of an evening.

/// A chore of an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Helping the children whenever they need something, until they're asleep.
    Children,
    /// Washing, drying and folding every load.
    Laundry,
    /// Making every entry in the checkbook.
    Checkbook,
}

impl Chore {
    /// All chores.
    pub const ALL: [Self; 3] = [Self::Children, Self::Laundry, Self::Checkbook];

    /// Returns the name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Laundry => "laundry",
            Self::Checkbook => "checkbook",
        }
    }
}
