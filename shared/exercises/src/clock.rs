//! A clock that wakes.

use crate::run::Run;
use crate::watch::Watched;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// The number of polls at one time, or of looks at the clock in one poll, after which a program counts as endless.
pub(crate) const MOST: usize = 100;

/// The clock of a kitchen. It stands still while anybody works. When all wait, it jumps to the next time for which
/// [`wake_at`](Self::wake_at) was called.
///
/// Clones are handles to the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    run: Run,
    alarms: Arc<Mutex<Vec<(Duration, Waker)>>>,
    /// The number of looks at the clock since it last rang.
    looks: Arc<AtomicUsize>,
}

impl Clock {
    pub(crate) fn new(run: Run) -> Self {
        Self { run, alarms: Arc::default(), looks: Arc::default() }
    }

    /// Returns the virtual time since five o'clock.
    pub fn now(&self) -> Duration {
        if self.looks.fetch_add(1, Ordering::Relaxed) == MOST {
            self.run.give_up();
        }
        self.run.now()
    }

    /// Calls the waker at that moment, given as the time since five o'clock. A moment in the past counts as now.
    pub fn wake_at(&self, moment: Duration, waker: Waker) {
        self.alarms().push((moment, waker));
    }

    /// Returns a moment in the past whose waker hasn't been called yet; `None` if there is none.
    pub(crate) fn overdue(&self) -> Option<Duration> {
        let now = self.run.now();
        self.alarms().iter().map(|(moment, _)| *moment).find(|moment| *moment <= now)
    }

    fn alarms(&self) -> MutexGuard<'_, Vec<(Duration, Waker)>> {
        self.alarms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Jumps to the next moment that has a waker, and calls it. Returns `false` if there is none.
    pub(crate) fn skip(&self) -> bool {
        let next = self.alarms().iter().map(|(time, _)| *time).min();
        if let Some(next) = next {
            self.run.pass(next.saturating_sub(self.run.now()));
            self.ring();
        }
        next.is_some()
    }

    /// Calls the wakers whose moments have come, in order.
    pub(crate) fn ring(&self) {
        self.looks.store(0, Ordering::Relaxed);
        let now = self.run.now();
        loop {
            let mut alarms = self.alarms();
            let first = alarms.iter().enumerate().min_by_key(|(_, (time, _))| *time);
            let Some((number, _)) = first.filter(|(_, (time, _))| *time <= now) else { return };
            let (_, waker) = alarms.remove(number);
            // A waker may set another alarm.
            drop(alarms);
            waker.wake();
        }
    }

    /// Polls a future whenever it is woken, and moves the clock while it isn't, until it is ready.
    ///
    /// # Errors
    ///
    /// Returns the future if nothing is left that could wake it.
    pub(crate) fn block_on<F: Future>(
        &self,
        mut future: Watched<F>,
    ) -> Result<F::Output, Watched<F>> {
        let flag = Arc::new(Flag(AtomicBool::new(false)));
        let waker = Waker::from(Arc::clone(&flag));
        let (mut polls, mut latest) = (0, Duration::ZERO);
        loop {
            let now = self.run.now();
            polls = if now == latest { polls + 1 } else { 1 };
            if polls > MOST {
                self.run.give_up();
            }
            latest = now;
            self.ring();
            let poll = Pin::new(&mut future).poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(output) = poll {
                return Ok(output);
            }
            while !flag.0.swap(false, Ordering::Relaxed) {
                if !self.skip() {
                    self.run.end_stuck();
                    return Err(future);
                }
            }
        }
    }
}

/// A flag that is true if a future was woken.
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}
