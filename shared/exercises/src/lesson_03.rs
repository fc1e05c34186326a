//! The exercises of lesson 3.
