//! An evening at home, for the thought experiments of the course: children, laundry and a checkbook,
//! and parents who look after all of them, each in the way of a lesson. It uses `viewer` and `live` to
//! show an evening, `timeline` to draw it, `player` to step through it, and `plots` if asked to with the
//! feature `plot`; the examples called `parent.rs`, and `parents.rs`, use it.
//!
//! The evening begins at 17:00, and what will happen is written in a script. Its time is virtual: a
//! clock of minutes goes on only when all parents spend time or wait, and then at once to the next
//! minute in which something happens. So nobody has to wait for an evening, and it goes the same way
//! every time.
//!
//! What a parent is to a household, a thread is to a program. Work such as [`Parent::balance`]
//! holds the parent, as computing holds a thread. What comes from outside, such as a child that
//! needs somebody or a machine that is done, can be waited for in three ways: the parent
//! [watches](Parent::watch_children) and does nothing else meanwhile, as a thread that blocks;
//! [checks](Parent::check_children) now and then, as a loop that polls; or
//! hears of it (with the feature `async`), as a task that is woken.

mod acts;
mod asked;
mod chore;
pub mod cli;
mod event;
mod home;
mod machine;
mod noting;
mod person;
mod played;
mod record;
mod resource;
mod score;
mod script;
mod sharing;
mod steps;
mod story;
mod sweep;
#[cfg(feature = "async")]
mod told;
mod world;

pub use acts::{Entry, Load, Need, Step};
pub use chore::Chore;
pub use home::{Home, Parent, spawn};
pub use resource::Resource;
pub use score::{NeedOutcome, Score};
pub use sharing::{Deadlock, Guard};
