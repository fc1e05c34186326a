//! The exercises of lesson 4.

pub mod guard;
pub mod overlap;
pub mod send;
