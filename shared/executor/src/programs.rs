//! The programs of the levels, which are shown as they are compiled.

pub(crate) mod all_by_two;
pub(crate) mod backpressure;
pub(crate) mod cancelled;
pub(crate) mod deadlock;
pub(crate) mod deadlock_ordered;
pub(crate) mod forgotten_waker;
pub(crate) mod futurelock;
pub(crate) mod in_vain;
pub(crate) mod join_or_spawn;
pub(crate) mod lost_update;
pub(crate) mod lost_update_locked;
pub(crate) mod only_woken;
pub(crate) mod short_first;
pub(crate) mod stale_check;
pub(crate) mod starved;
