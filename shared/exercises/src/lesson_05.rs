//! The exercises of lesson 5.

use crate::verdict::Verdict;

pub mod not_found;
pub mod retry;
pub mod slow_site;
pub mod three_at_a_time;

/// What is said of a program that holds its thread.
fn held() -> Verdict {
    Verdict::wrong(
        "the thread was held while there was something to wait for, so that nothing else had its \
         turn; a wait is to give the thread back.",
    )
    .because("`std::thread::sleep` blocks the thread, and all tasks on it with it.")
}
