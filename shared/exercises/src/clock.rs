//! A clock that wakes.

use crate::run::Run;
use crate::watch::Watched;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// So many polls at one time, or so many looks at the clock in one poll, lead nowhere.
pub(crate) const MOST: usize = 100;

/// The clock of a kitchen. It stands still while anybody is at work; when all wait, it moves on to
/// the next time at which somebody is to be woken.
///
/// Clones are handles on the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    run: Run,
    alarms: Arc<Mutex<Vec<(Duration, Waker)>>>,
    /// How often somebody looked at it since it rang last.
    looks: Arc<AtomicUsize>,
}

impl Clock {
    pub(crate) fn new(run: Run) -> Self {
        Self { run, alarms: Arc::default(), looks: Arc::default() }
    }

    /// Returns the time that has passed since five o'clock.
    pub fn now(&self) -> Duration {
        if self.looks.fetch_add(1, Ordering::Relaxed) == MOST {
            self.run.give_up();
        }
        self.run.now()
    }

    /// Calls the waker at that moment, so many minutes past five.
    pub fn wake_at(&self, moment: Duration, waker: Waker) {
        self.alarms().push((moment, waker));
    }

    /// Returns a moment that is past, if somebody is to be woken then, and has not been.
    pub(crate) fn overdue(&self) -> Option<Duration> {
        let now = self.run.now();
        self.alarms().iter().map(|(moment, _)| *moment).find(|moment| *moment <= now)
    }

    fn alarms(&self) -> MutexGuard<'_, Vec<(Duration, Waker)>> {
        self.alarms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves on to the next time at which somebody is to be woken, and wakes them. Returns whether
    /// there is any.
    pub(crate) fn skip(&self) -> bool {
        let next = self.alarms().iter().map(|(time, _)| *time).min();
        if let Some(next) = next {
            self.run.pass(next.saturating_sub(self.run.now()));
            self.ring();
        }
        next.is_some()
    }

    /// Wakes those whose time has come, in that order.
    pub(crate) fn ring(&self) {
        self.looks.store(0, Ordering::Relaxed);
        let now = self.run.now();
        loop {
            let mut alarms = self.alarms();
            let first = alarms.iter().enumerate().min_by_key(|(_, (time, _))| *time);
            let Some((number, _)) = first.filter(|(_, (time, _))| *time <= now) else { return };
            let (_, waker) = alarms.remove(number);
            // Whoever is woken may set another alarm.
            drop(alarms);
            waker.wake();
        }
    }

    /// Polls a future when it is woken, and moves the clock when it is not, until it is ready.
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

/// Whether a future was woken.
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}
