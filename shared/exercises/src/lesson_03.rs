//! The exercises of lesson 3.

pub mod checkbook;
pub mod hand_over;
mod house;
pub mod kettle;
pub mod lock_order;
