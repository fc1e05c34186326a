//! The library behind the exercises: their stories, and the checks that run a learner's code and say what it did. It
//! uses `timeline` to draw lanes and `viewer` to find out what the terminal can show. Only the exercises and their
//! tests use it.
//!
//! Each exercise has a module of its own. An exercise passes its function to the module's `check`, which runs it on a
//! virtual clock, watches it, and returns a [`Verdict`].

#![warn(clippy::pedantic, dead_code, missing_docs, unreachable_pub, unused)]
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "functions that learners call look as they would in any program"
)]

// A check runs the solution to show a right run, and the solution imports this library.
extern crate self as exercises;

mod attempt;
mod clock;
mod lesson_01;
mod lesson_02;
mod lesson_03;
mod lesson_04;
mod lesson_05;
mod run;
mod shared;
mod verdict;
mod watch;
pub mod web;

pub use lesson_01::{fair_shares, last_letter, one_step, put_down};
pub use lesson_02::{both, countdown, doorbell, executor, polling, turns};
pub use lesson_03::{checkbook, hand_over, kettle, lock_order};
pub use lesson_04::{
    alarm, beside, bounded, cancel, first_of_two, graceful, guard, join_or_spawn, overlap, panic,
    paused, permits, results, send, stream, time_out,
};
pub use lesson_05::{not_found, retry, slow_site, three_at_a_time};
pub use verdict::Verdict;
