//! The queue of work: first in, first out, for any number of producers and consumers.

use crate::watch;
use async_channel::{Receiver, Sender};
use std::error::Error;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use timeline::WaitReason;

/// A handle on a queue of work. Clones are handles on the same queue, as references are in Python.
///
/// Items leave in the order in which they came, each exactly once, whoever takes them: threads,
/// tasks or both, on any executor. Every method that waits has a form for each way of waiting:
/// `try_…` does not wait, `…_blocking` blocks the thread, and the plain name is awaited.
///
/// A queue made from given work (`Queue::from(…)` or `collect`) is closed from the start: its
/// takers get what there is and then learn that no more will come. A queue with producers is
/// [bounded](Queue::bounded) or [unbounded](Queue::unbounded), and somebody has to
/// [close](Queue::close) it when they are done: dropping handles does not.
///
/// # Cancellation
///
/// Dropping a future of [`take`](Queue::take) before it is ready loses no item: the item stays in
/// the queue for the next taker. A future of [`put`](Queue::put) owns its item until the queue has
/// room, so dropping it early drops the item with it, and the queue never sees it.
#[derive(Debug)]
pub struct Queue<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    /// The number of pieces of work that were taken, if this is the work of a run.
    taken: Option<Arc<AtomicUsize>>,
}

impl<T> Queue<T> {
    /// Makes an open queue in which any number of items can wait: putting never waits.
    pub fn unbounded() -> Self {
        let (sender, receiver) = async_channel::unbounded();
        Self { sender, receiver, taken: None }
    }

    /// Makes an open queue in which at most `capacity` items can wait: putting waits for room, so
    /// that producers are slowed down to the pace of the consumers (backpressure).
    ///
    /// # Panics
    ///
    /// Panics if `capacity` items, for which memory is set aside at once, are more than can be
    /// addressed.
    pub fn bounded(capacity: NonZeroUsize) -> Self {
        let (sender, receiver) = async_channel::bounded(capacity.get());
        Self { sender, receiver, taken: None }
    }

    /// Closes the queue: nothing more can be put in, what is in it can still be taken, and every
    /// waiting producer and, once the queue is empty, every waiting consumer is told.
    pub fn close(&self) {
        self.sender.close();
    }

    /// Takes the item that has been in the queue longest, if there is one now.
    ///
    /// # Errors
    ///
    /// Returns [`TryTakeError::Empty`] if there is none yet, [`TryTakeError::Closed`] if there will never
    /// be one again.
    pub fn try_take(&self) -> Result<T, TryTakeError> {
        let item = self.receiver.try_recv().map_err(|error| match error {
            async_channel::TryRecvError::Empty => TryTakeError::Empty,
            async_channel::TryRecvError::Closed => TryTakeError::Closed,
        })?;
        self.took_work();
        Ok(item)
    }

    /// Takes the item that has been in the queue longest; blocks the thread until there is one.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`] if the queue is empty and closed.
    #[cfg(feature = "blocking")]
    pub fn take_blocking(&self) -> Result<T, Closed> {
        let item = self.receiver.recv_blocking().map_err(|_| Closed(()))?;
        self.took_work();
        Ok(item)
    }

    /// Takes the item that has been in the queue longest; suspends the task until there is one.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`] if the queue is empty and closed.
    pub async fn take(&self) -> Result<T, Closed> {
        let item = watch::waiting_for(WaitReason::Queue, self.receiver.recv()).await;
        let item = item.map_err(|_| Closed(()))?;
        self.took_work();
        Ok(item)
    }

    /// Puts an item at the end of the queue, if there is room for it now.
    ///
    /// # Errors
    ///
    /// Returns [`TryPutError::Full`] or [`TryPutError::Closed`], either with the item.
    pub fn try_put(&self, item: T) -> Result<(), TryPutError<T>> {
        self.sender.try_send(item).map_err(|error| match error {
            async_channel::TrySendError::Full(item) => TryPutError::Full(item),
            async_channel::TrySendError::Closed(item) => TryPutError::Closed(item),
        })
    }

    /// Puts an item at the end of the queue; blocks the thread until there is room for it.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`] with the item, if the queue is closed.
    #[cfg(feature = "blocking")]
    pub fn put_blocking(&self, item: T) -> Result<(), Closed<T>> {
        self.sender.send_blocking(item).map_err(|error| Closed(error.0))
    }

    /// Puts an item at the end of the queue; suspends the task until there is room for it.
    ///
    /// # Errors
    ///
    /// Returns [`Closed`] with the item, if the queue is closed.
    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let put = watch::waiting_for(WaitReason::Queue, self.sender.send(item));
        put.await.map_err(|error| Closed(error.0))
    }

    fn took_work(&self) {
        watch::took_work(self.taken.as_ref().map(|taken| taken.fetch_add(1, Ordering::Relaxed)));
    }
}

// Not derived: a handle can be cloned whether or not the items can.
impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            receiver: self.receiver.clone(),
            taken: self.taken.clone(),
        }
    }
}

impl<T> FromIterator<T> for Queue<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let queue = Self::unbounded();
        for item in items {
            let put = queue.try_put(item);
            assert!(put.is_ok(), "a new unbounded queue is neither full nor closed");
        }
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
        Self { taken: Some(Arc::default()), ..Self::from(work.0) }
    }
}

/// The work of a run, to be put in a [`Queue`], which numbers the pieces as they are taken.
#[derive(Debug)]
pub struct Work<T>(pub Vec<T>);

/// The queue is closed: nothing more will come out of it, or nothing more can be put in. Then it
/// contains the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed<T = ()>(pub T);

impl<T> fmt::Display for Closed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is closed")
    }
}

impl<T: fmt::Debug> Error for Closed<T> {}

/// The reason for which [`Queue::try_take`] took nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryTakeError {
    /// The queue is empty now; items may come yet.
    Empty,
    /// The queue is empty and closed; none will ever come.
    Closed,
}

impl fmt::Display for TryTakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the queue is empty",
            Self::Closed => "the queue is closed",
        })
    }
}

impl Error for TryTakeError {}

/// The reason for which [`Queue::try_put`] put nothing; it contains the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryPutError<T> {
    /// The queue is full now; there may be room later.
    Full(T),
    /// The queue is closed; there will never be room again.
    Closed(T),
}

impl<T> fmt::Display for TryPutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "the queue is full",
            Self::Closed(_) => "the queue is closed",
        })
    }
}

impl<T: fmt::Debug> Error for TryPutError<T> {}
