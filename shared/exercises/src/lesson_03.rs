//! The exercises of lesson 3.

pub mod kettle;
