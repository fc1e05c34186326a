//! The exercises of lesson 3.

pub mod kettle;
mod house;
pub mod lock_order;
