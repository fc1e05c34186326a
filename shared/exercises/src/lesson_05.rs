//! The exercises of lesson 5.

pub mod slow_site;
