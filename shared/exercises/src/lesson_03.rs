//! The exercises of lesson 3.

pub mod checkbook;
pub mod kettle;
pub mod hand_over;
mod house;
pub mod lock_order;

mod house;
