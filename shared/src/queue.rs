//! The queue of work: first in, first out, for any number of producers and consumers.

use crate::watch;
use event_listener::Event;
use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use timeline::{Place, WaitReason};

/// A handle on a queue of work. A clone is a handle on the same queue, like a second reference to an
/// object in Python.
///
/// Items leave in the order in which they came, each exactly once. Threads and tasks can both take
/// them, on any executor.
///
/// A queue made from given work (`Queue::from(…)` or `collect`) is closed from the start: its takers
/// get what is in it and then learn that no more will come. A queue with producers is
/// [bounded](Queue::bounded) or [unbounded](Queue::unbounded). Somebody has to [close](Queue::close) it
/// when the producers are done, because dropping their handles doesn't.
///
/// # Cancellation
///
/// Dropping a future of [`take`](Queue::take) before it is ready loses no item: the item stays in
/// the queue for the next taker. A future of [`put`](Queue::put) owns its item until the queue has
/// room, so dropping it early drops the item with it, and the queue never sees it.
#[derive(Debug)]
pub struct Queue<T>(Arc<Shared<T>>);

/// The part of a queue that all of its handles share.
#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    /// Notifies one consumer of each item, and all consumers when the queue is closed.
    item: Event,
    /// Notifies one producer of each item taken, and all producers when the queue is closed.
    room: Event,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    capacity: NonZeroUsize,
    is_closed: bool,
    /// The number of items taken so far; `None` if they aren't the work of a run.
    taken: Option<usize>,
}

impl<T> Queue<T> {
    /// Makes an open queue that holds any number of items, so that putting never waits.
    pub fn unbounded() -> Self {
        Self::bounded(NonZeroUsize::MAX)
    }

    /// Makes an open queue that holds at most `capacity` items. Putting waits for room, which slows
    /// producers down to the pace of the consumers (backpressure).
    pub fn bounded(capacity: NonZeroUsize) -> Self {
        let state = State { items: VecDeque::new(), capacity, is_closed: false, taken: None };
        Self(Arc::new(Shared { state: Mutex::new(state), item: Event::new(), room: Event::new() }))
    }

    /// Closes the queue: from now on putting fails, and taking fails once the queue is empty.
    /// Wakes every producer and consumer that waits.
    pub fn close(&self) {
        self.state().is_closed = true;
        self.0.item.notify(usize::MAX);
        self.0.room.notify(usize::MAX);
    }

    /// Takes the item that has been in the queue longest, without waiting.
    ///
    /// # Errors
    ///
    /// Returns [`TryTakeError::Empty`] if there is no item yet, and [`TryTakeError::Closed`] if there
    /// will never be one again.
    #[track_caller]
    pub fn try_take(&self) -> Result<T, TryTakeError> {
        self.take_now(Place::of_caller())
    }

    /// Takes the item that has been in the queue longest. Suspends the task until there is one.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`] if the queue is empty and closed.
    #[track_caller]
    pub fn take(&self) -> impl Future<Output = Result<T, Closed>> {
        let place = Place::of_caller();
        let take = retry(&self.0.item, move || match self.take_now(place) {
            Err(TryTakeError::Empty) => None,
            taken => Some(taken.map_err(|_| Closed(()))),
        });
        watch::waiting_for(WaitReason::Queue, take)
    }

    /// Puts an item at the end of the queue, without waiting.
    ///
    /// # Errors
    ///
    /// Returns [`TryPutError::Full`] or [`TryPutError::Closed`], which give the item back.
    pub fn try_put(&self, item: T) -> Result<(), TryPutError<T>> {
        let mut state = self.state();
        if state.is_closed {
            return Err(TryPutError::Closed(item));
        }
        if state.items.len() >= state.capacity.get() {
            return Err(TryPutError::Full(item));
        }
        state.items.push_back(item);
        drop(state);
        self.0.item.notify_additional(1);
        Ok(())
    }

    /// Puts an item at the end of the queue. Suspends the task until there is room for it.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`], which gives the item back, if the queue is closed.
    #[track_caller]
    pub fn put(&self, item: T) -> impl Future<Output = Result<(), Closed<T>>> {
        let mut item = Some(item);
        let put = retry(&self.0.room, move || match self.try_put(item.take()?) {
            Ok(()) => Some(Ok(())),
            Err(TryPutError::Closed(item)) => Some(Err(Closed(item))),
            Err(TryPutError::Full(back)) => {
                item = Some(back);
                None
            }
        });
        watch::waiting_for(WaitReason::Queue, put)
    }

    fn take_now(&self, place: Place) -> Result<T, TryTakeError> {
        let mut state = self.state();
        let Some(item) = state.items.pop_front() else {
            if !state.is_closed {
                return Err(TryTakeError::Empty);
            }
            watch::found_no_work(place);
            return Err(TryTakeError::Closed);
        };
        let number = state.taken;
        state.taken = number.map(|taken| taken + 1);
        drop(state);
        self.0.room.notify_additional(1);
        watch::took_work(number, place);
        Ok(item)
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the first result of `attempt`. Suspends the task until `event` notifies it to try again.
///
/// It listens before the last attempt, not after it, so it misses no notification. Dropping a listener
/// that was notified passes the notification on to the next one (`event_listener` promises that).
async fn retry<R>(event: &Event, mut attempt: impl FnMut() -> Option<R>) -> R {
    let mut listener = None;
    loop {
        if let Some(result) = attempt() {
            return result;
        }
        match listener.take() {
            None => listener = Some(event.listen()),
            Some(listener) => listener.await,
        }
    }
}

// Not derived, because a handle can be cloned even if its items can't.
impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> FromIterator<T> for Queue<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let queue = Self::unbounded();
        queue.state().items.extend(items);
        queue.close();
        queue
    }
}

impl<T> From<Vec<T>> for Queue<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T> From<Work<T>> for Queue<T> {
    fn from(work: Work<T>) -> Self {
        let queue = Self::from(work.0);
        queue.state().taken = Some(0);
        queue
    }
}

/// The pieces of work of a run. A [`Queue`] made from them numbers them from 0 as they are taken.
#[derive(Debug)]
pub struct Work<T>(pub Vec<T>);

/// The error of a closed queue: no item will come out, or none can be put in. In the second case it
/// contains the rejected item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed<T = ()>(pub T);

impl<T> fmt::Display for Closed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is closed")
    }
}

impl<T: fmt::Debug> Error for Closed<T> {}

/// The reason why [`Queue::try_take`] took nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryTakeError {
    /// The queue is empty now, but items may still come.
    Empty,
    /// The queue is empty and closed, so no item will ever come.
    Closed,
}

impl fmt::Display for TryTakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Empty { "the queue is empty" } else { "the queue is closed" })
    }
}

impl Error for TryTakeError {}

/// The reason why [`Queue::try_put`] put nothing. It contains the rejected item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryPutError<T> {
    /// The queue is full now, but there may be room later.
    Full(T),
    /// The queue is closed, so it will never take the item.
    Closed(T),
}

impl<T> fmt::Display for TryPutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = if matches!(self, Self::Full(_)) { "full" } else { "closed" };
        write!(f, "the queue is {why}")
    }
}

impl<T: fmt::Debug> Error for TryPutError<T> {}
