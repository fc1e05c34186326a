//! The exercises of lesson 2.

pub mod turns;
