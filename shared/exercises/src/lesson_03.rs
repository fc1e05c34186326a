//! The exercises of lesson 3.

pub mod kettle;
pub mod checkbook;
mod house;
pub mod lock_order;
