//! The exercises of lesson 1.

pub mod one_step;
