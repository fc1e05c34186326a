//! What is to be done in an evening.

/// A chore of an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// To help the children with what they need, until they are asleep.
    Children,
    /// To wash, dry and fold every load.
    Laundry,
    /// To make every entry.
    Checkbook,
}

impl Chore {
    /// All chores.
    pub const ALL: [Self; 3] = [Self::Children, Self::Laundry, Self::Checkbook];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Laundry => "laundry",
            Self::Checkbook => "checkbook",
        }
    }
}
