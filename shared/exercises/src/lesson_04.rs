//! The exercises of lesson 4.

pub mod overlap;
