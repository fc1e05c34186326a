//! The exercises of lesson 4.

pub mod guard;
pub mod alarm;
pub mod join_or_spawn;
pub mod overlap;
pub mod send;
pub mod results;
