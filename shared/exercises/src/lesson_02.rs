//! The exercises of lesson 2.

pub mod both;
pub mod countdown;
pub mod doorbell;
pub mod polling;
pub mod turns;
pub mod executor;
