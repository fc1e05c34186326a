//! Watches a task: when it is polled, what it does then, and who keeps its waker.

use crate::run::{Lane, Run};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

impl Run {
    /// Returns the future with a lane, which shows when it runs, waits and is ready.
    pub(crate) fn watch<F: Future>(&self, name: &str, future: F) -> Watched<F> {
        let task = Arc::new(Task { lane: self.lane(name), waker: Mutex::new(None) });
        Watched { future: Box::pin(future), task }
    }
}

/// A future that is [watched](Run::watch).
pub(crate) struct Watched<F> {
    future: Pin<Box<F>>,
    task: Arc<Task>,
}

struct Task {
    lane: Lane,
    /// The waker of the last poll.
    waker: Mutex<Option<Waker>>,
}

impl<F> Watched<F> {
    /// Returns whether somebody keeps a waker of this future, and so can wake it.
    pub(crate) fn can_be_woken(&self) -> bool {
        Arc::strong_count(&self.task) > 1
    }
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let task = Arc::clone(&self.task);
        *task.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        task.lane.runs();
        let waker = Waker::from(Arc::clone(&task));
        let poll = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        match poll {
            Poll::Ready(_) => task.lane.ends(),
            Poll::Pending => task.lane.waits(),
        }
        poll
    }
}

impl<F> Drop for Watched<F> {
    fn drop(&mut self) {
        self.task.lane.ends();
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.lane.is_woken();
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
