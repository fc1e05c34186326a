//! Tries all orders in which an executor may poll some tasks, and lets a learner be that executor. It uses
//! `shared`, whose queue the levels work with, and `timeline` and `viewer` to show what happened; nobody uses it
//! but its own program, which `cargo executor` runs.
//!
//! # In your own tests
//!
//! [`explore`] calls a function that makes the tasks anew for each schedule, polls them in that order, and asks
//! another function whether all is well:
//!
//! ```
//! use executor::{explore, sync::yield_now, task};
//! use std::cell::Cell;
//!
//! async fn deposit(balance: &Cell<u32>) {
//!     let before = balance.get();
//!     yield_now().await;
//!     balance.set(before + 1);
//! }
//!
//! let balance = Cell::new(0);
//! let report = explore(
//!     || {
//!         balance.set(0);
//!         vec![task("One", deposit(&balance)), task("Two", deposit(&balance))]
//!     },
//!     |outcome| outcome.is_done() && balance.get() == 2,
//! );
//! assert_eq!(report.to_string(), "6 schedules, 4 broken; a shortest one: One, Two, One, Two");
//! ```
//!
//! Each task needs two polls, so there are 6 orders, and an update is lost in 4 of them. Behind a lock that is
//! kept across the await, it can't be lost in any. tokio's lock will do, since it needs no runtime:
//!
//! ```
//! use executor::{explore, sync::yield_now, task};
//! use std::cell::Cell;
//! use tokio::sync::Mutex;
//!
//! async fn deposit(lock: &Mutex<()>, balance: &Cell<u32>) {
//!     let _guard = lock.lock().await;
//!     let before = balance.get();
//!     yield_now().await;
//!     balance.set(before + 1);
//! }
//!
//! let (lock, balance) = (Mutex::new(()), Cell::new(0));
//! let report = explore(
//!     || {
//!         balance.set(0);
//!         ["One", "Two"].map(|name| task(name, deposit(&lock, &balance))).into()
//!     },
//!     |outcome| outcome.is_done() && balance.get() == 2,
//! );
//! // If this fails, it prints a schedule that breaks it.
//! assert!(report.is_proof(), "{report}");
//! ```
//!
//! An [`Explorer`] has settings: how long a schedule may be, for tasks that never end, or how a state is known
//! again, so that what follows it is tried only once.
//!
//! # What it is, and what it is not
//!
//! It is for one thread, and for futures that are woken by what the test itself provides: locks, channels and
//! notifications as in [`sync`], in tokio's own `sync`, or of your own. A proof is about all orders of polls,
//! and about nothing else:
//!
//! - There is no clock, no I/O and no runtime: a future that waits for one of them is never woken, or panics.
//!   Let a task play the timer. (shuttle brings a runtime of its own.)
//! - There are no other threads, and no memory model: that takes loom.
//! - The same polls must lead to the same state. What is decided at random, as in a `select!` without `biased`,
//!   is seen one way or the other. So is what is left over from the schedule before: make it anew.
//! - Polls that nobody asked for, which a future has to put up with, are tried only by the rules that allow them.

mod context;
mod explore;
mod level;
pub mod levels;
mod programs;
mod quiet;
mod run;
pub mod sync;
mod task;

pub use context::{Reason, Wait, here};
pub use explore::{End, Explorer, Outcome, Report, explore};
pub use level::{Kind, Level, World};
pub use quiet::Panic;
pub use run::{Polled, Rule, Run};
pub(crate) use task::Tasks;
pub use task::{Task, task};
