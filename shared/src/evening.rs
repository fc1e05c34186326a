//! An evening at home, for the thought experiments of the course: children, laundry and a checkbook,
//! and parents who look after all of them, each in the way of a lesson.
//!
//! The evening begins at 17:00, and what will happen is written in a script. Its time is virtual: a
//! clock of minutes goes on only when all parents spend time or wait, and then at once to the next
//! minute in which something happens. So an evening takes milliseconds, and goes the same way every
//! time.
//!
//! What a parent is to a household, a thread is to a program. Work such as [`Parent::balance`]
//! holds the parent, as computing holds a thread. What comes from outside, such as a child that
//! needs somebody or a machine that is done, can be waited for in three ways: the parent
//! [watches](Parent::watch_children) and does nothing else meanwhile, as a thread that blocks;
//! [checks](Parent::check_children) now and then, as a loop that polls; or
//! hears of it (with the feature `evening-async`), as a task that is woken.

mod acts;
mod home;
mod machine;
mod person;
mod record;
mod score;
mod script;
mod sharing;
mod story;
#[cfg(feature = "plot")]
mod sweep;
#[cfg(feature = "evening-async")]
mod told;
mod world;

pub use acts::{Entry, Load, Need, Step};
pub use home::{Home, Parent};
pub use score::{Met, Score};
pub use sharing::{Deadlock, Held};

pub(crate) use score::table;
pub(crate) use script::Script;
#[cfg(feature = "plot")]
pub(crate) use sweep::{plot, sweep_table};

/// What is to be done in an evening.
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

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Laundry => "laundry",
            Self::Checkbook => "checkbook",
        }
    }
}

/// What parents share, and only one of them can use at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The washer.
    Washer,
    /// The dryer.
    Dryer,
    /// The checkbook.
    Checkbook,
}

impl Thing {
    /// All that is shared.
    pub const ALL: [Self; 3] = [Self::Washer, Self::Dryer, Self::Checkbook];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Washer => "washer",
            Self::Dryer => "dryer",
            Self::Checkbook => "checkbook",
        }
    }
}
