//! The exercises of lesson 4.

pub mod alarm;
pub mod beside;
pub mod bounded;
pub mod cancel;
pub mod first_of_two;
pub mod graceful;
pub mod guard;
pub mod join_or_spawn;
pub mod overlap;
pub mod panic;
pub mod paused;
pub mod permits;
pub mod results;
pub mod send;
pub mod stream;
pub mod time_out;
