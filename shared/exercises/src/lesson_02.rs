//! The exercises of lesson 2.

pub mod both;
pub mod countdown;
pub mod doorbell;
pub mod executor;
pub mod polling;
pub mod turns;
