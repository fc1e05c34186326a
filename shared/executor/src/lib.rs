//! Tries all orders in which an executor may poll some tasks, and lets a learner be that executor. It uses
//! `shared`, for the queue, and `timeline` and `viewer`, to show what happened. Only its own program uses it, which
//! `cargo executor` runs, and the tests.
//!
//! # In your own tests
//!
//! [`explore`] takes two functions. For each schedule, it calls the first one, which makes the tasks anew, and polls
//! them in that order. Then it calls the second one, which checks the outcome:
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
//! Each task needs two polls, so there are 6 orders, and 4 of them lose an update. With a lock that is held across
//! the await, none does. tokio's lock will do, since it needs no runtime:
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
//! An [`Explorer`] has settings: the longest schedule, for tasks that never end, or a description of each state, so
//! that an equal state is explored only once.
//!
//! # Its limits
//!
//! It is for one thread, and for futures that are woken by something in the test itself: by the locks, queues and
//! notifications in [`sync`], by those in tokio's own `sync`, or by yours. A proof covers all orders of polls, and
//! nothing else:
//!
//! - There is no clock, no I/O and no runtime. A future that waits for one of them is never woken, or panics.
//!   Let a task play the timer. (The crate shuttle has a runtime of its own.)
//! - There are no other threads, and no memory model. The crate loom has both.
//! - The same polls must lead to the same state. So don't leave anything to chance, as a `select!` without `biased`
//!   does, and make all state anew for each schedule.
//! - A future must tolerate polls for which nobody has woken it, but only a [`Rule`] that allows them tries them.

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
