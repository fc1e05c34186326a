//! An evening at home, for the thought experiments of the course: children, laundry and a checkbook,
//! and parents who look after them in the manner of a lesson. It uses `viewer` and `live` to show an
//! evening, `timeline` to draw it, `player` to step through it, and `plots` with the feature `plot`. The
//! examples `parent.rs` and `parents.rs` use it.
//!
//! The evening begins at 17:00 and follows a script. Its time is virtual: the clock counts minutes, and
//! when all parents wait or spend time, it jumps to the next minute in which something happens. So
//! nobody has to wait for an evening, and it goes the same way every time.
//!
//! A parent is to a household what a thread is to a program. Work such as [`Parent::balance`] holds the
//! parent, as computing holds a thread. There are three ways to wait for events from outside, such as
//! a child that needs somebody or a machine that is done. The parent [watches](Parent::watch_children)
//! and does nothing else, like a thread that blocks, or [checks](Parent::check_children) now and then,
//! like a loop that polls, or hears of it (with the feature `async`), like a task that is woken.

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
