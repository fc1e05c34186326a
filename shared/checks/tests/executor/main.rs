//! The game in which a learner is the executor, and the library that tries all schedules, tested from outside.

mod explorer;
mod levels;
mod play;
#[cfg(unix)]
mod screen;
mod yours;
