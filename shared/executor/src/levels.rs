//! The levels, in the order in which they are played.

mod all_by_two;
mod backpressure;
mod cancelled;
mod deadlock;
mod deadlock_ordered;
mod forgotten_waker;
mod futurelock;
mod in_vain;
mod join_or_spawn;
mod lost_update;
mod lost_update_locked;
mod only_woken;
mod short_first;
mod stale_check;
mod starved;

use crate::level::Level;

/// All levels. Their numbers begin with 1.
pub static ALL: [&Level; 15] = [
    &all_by_two::LEVEL,
    &short_first::LEVEL,
    &stale_check::LEVEL,
    &in_vain::LEVEL,
    &only_woken::LEVEL,
    &forgotten_waker::LEVEL,
    &starved::LEVEL,
    &lost_update::LEVEL,
    &lost_update_locked::LEVEL,
    &deadlock::LEVEL,
    &deadlock_ordered::LEVEL,
    &cancelled::LEVEL,
    &futurelock::LEVEL,
    &backpressure::LEVEL,
    &join_or_spawn::LEVEL,
];
