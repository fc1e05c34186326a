//! The exercises of lesson 1.

pub mod fair_shares;
pub mod last_letter;
pub mod one_step;
pub mod put_down;
