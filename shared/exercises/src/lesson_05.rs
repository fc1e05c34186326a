//! The exercises of lesson 5.

pub mod not_found;
pub mod retry;
pub mod slow_site;
pub mod three_at_a_time;
