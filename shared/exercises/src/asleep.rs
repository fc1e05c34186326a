//! For how long a thread was asleep, by which a wait that blocks is known, however short it is.

use std::fs;
use std::time::{Duration, Instant};

/// Counts for how long the current thread sleeps.
pub(crate) struct Asleep {
    began: Instant,
    awake: Option<Duration>,
}

impl Asleep {
    /// Begins to count.
    pub(crate) fn count() -> Self {
        Self { began: Instant::now(), awake: awake() }
    }

    /// Returns the time that the thread has spent asleep since then: neither on a processor nor waiting
    /// for one, so that it does not matter what else the machine has to do. Where the system does not
    /// tell that, it is nothing.
    pub(crate) fn so_far(&self) -> Duration {
        let awake = self.awake.zip(awake()).map(|(before, now)| now.saturating_sub(before));
        awake.map_or(Duration::ZERO, |awake| self.began.elapsed().saturating_sub(awake))
    }
}

/// Returns the time that the current thread has spent on a processor or waiting for one, where Linux tells.
fn awake() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let mut numbers = stat.split_whitespace().map_while(|number| number.parse().ok());
    Some(Duration::from_nanos(numbers.next()?) + Duration::from_nanos(numbers.next()?))
}
