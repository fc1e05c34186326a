//! The queue of the lessons.

use crate::context::{Reason, waiting};
use shared::queue::{Closed, TryTakeError};
use std::cell::Cell;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::Location;
use std::rc::Rc;

/// A handle to a [`shared::Queue`] with a name, which knows the number of its items. Clones share the queue.
///
/// Its `Display` shows `orders: 1 in it, room for 2 more`.
#[derive(Clone, Debug)]
pub struct Queue<T> {
    name: &'static str,
    inner: shared::Queue<T>,
    /// The most items; `None` if none can be put in.
    capacity: Option<NonZeroUsize>,
    len: Rc<Cell<usize>>,
}

impl<T> Queue<T> {
    /// Makes a queue of these items, closed from the beginning.
    pub fn of(name: &'static str, items: Vec<T>) -> Self {
        let len = Rc::new(Cell::new(items.len()));
        Self { name, inner: items.into(), capacity: None, len }
    }

    /// Makes an open queue with room for `capacity` items.
    ///
    /// # Panics
    ///
    /// Panics if the capacity is 0.
    pub fn bounded(name: &'static str, capacity: usize) -> Self {
        let capacity = NonZeroUsize::new(capacity).expect("there is room for something");
        let inner = shared::Queue::bounded(capacity);
        Self { name, inner, capacity: Some(capacity), len: Rc::default() }
    }

    /// Returns the number of items in the queue.
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Returns `true` if there are no items in the queue.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Closes the queue, so that no more items can be put in.
    pub fn close(&self) {
        self.inner.close();
    }

    /// Takes the first item, without waiting.
    ///
    /// # Errors
    ///
    /// Returns an error if the queue is empty.
    pub fn try_take(&self) -> Result<T, TryTakeError> {
        let taken = self.inner.try_take();
        self.count_taken(&taken);
        taken
    }

    /// Takes the first item. Waits until there is one.
    ///
    /// # Errors
    ///
    /// Returns an error if the queue is empty and closed.
    #[track_caller]
    pub fn take(&self) -> impl Future<Output = Result<T, Closed>> {
        let take = waiting(Location::caller().line(), Reason::Item(self.name), self.inner.take());
        async move {
            let taken = take.await;
            self.count_taken(&taken);
            taken
        }
    }

    /// Puts an item at the end. Waits until there is room.
    ///
    /// # Errors
    ///
    /// Returns an error, with the item, if the queue is closed.
    #[track_caller]
    pub fn put(&self, item: T) -> impl Future<Output = Result<(), Closed<T>>> {
        let put = waiting(Location::caller().line(), Reason::Room(self.name), self.inner.put(item));
        async move {
            let put = put.await;
            self.count_put(&put);
            put
        }
    }

    fn count_taken<E>(&self, taken: &Result<T, E>) {
        self.len.set(self.len.get() - usize::from(taken.is_ok()));
    }

    fn count_put<E>(&self, put: &Result<(), E>) {
        self.len.set(self.len.get() + usize::from(put.is_ok()));
    }
}

impl<T> fmt::Display for Queue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let len = self.len();
        write!(f, "{}: {len} in it", self.name)?;
        match self.capacity {
            Some(capacity) => write!(f, ", room for {} more", capacity.get() - len),
            None => Ok(()),
        }
    }
}
