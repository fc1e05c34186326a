//! tokio's way to wake another task.

use crate::context::{Reason, waiting};
use std::panic::Location;

/// A [`tokio::sync::Notify`] with a name.
#[derive(Debug)]
pub struct Notify {
    name: &'static str,
    inner: tokio::sync::Notify,
}

impl Notify {
    /// Makes a `Notify` of that name.
    pub fn new(name: &'static str) -> Self {
        Self { name, inner: tokio::sync::Notify::new() }
    }

    /// Notifies the task that has been waiting longest. If no task is waiting, the next one to wait goes on at once.
    pub fn notify_one(&self) {
        self.inner.notify_one();
    }

    /// Notifies all tasks that have called [`notified`](Self::notified), even those that haven't awaited it yet.
    pub fn notify_waiters(&self) {
        self.inner.notify_waiters();
    }

    /// Waits for a notification.
    #[track_caller]
    pub fn notified(&self) -> impl Future<Output = ()> {
        waiting(Location::caller().line(), Reason::Notice(self.name), self.inner.notified())
    }
}
