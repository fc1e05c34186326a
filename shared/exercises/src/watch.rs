//! Watches a task: its polls, their results, and its wakers.

use crate::run::{Lane, Run};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// The number of polls after which a program counts as endless.
const MOST_POLLS: usize = 1000;

impl Run {
    /// Wraps a future, so that a lane shows when it runs, waits and is ready.
    pub(crate) fn watch<F: Future>(&self, name: &str, future: F) -> Watched<F> {
        Watched::new(Arc::new(self.lane(name)), future)
    }

    /// Polls tasks in the order in which they are woken, until none is woken any more. At the start, all are.
    ///
    /// Returns `true` if all are done. If not, the run ends as [stuck](Self::end_stuck). If they are woken for ever,
    /// [gives the run up](Self::give_up).
    pub(crate) fn poll_woken(&self, tasks: &mut [&mut (dyn Future<Output = ()> + Unpin)]) -> bool {
        let queue: Arc<Mutex<VecDeque<usize>>> = Arc::new(Mutex::new((0..tasks.len()).collect()));
        let mut is_done = vec![false; tasks.len()];
        for _ in 0..MOST_POLLS {
            let Some(number) = lock(&queue).pop_front() else {
                let is_done = !is_done.contains(&false);
                if !is_done {
                    self.end_stuck();
                }
                return is_done;
            };
            if !is_done[number] {
                let waker = Waker::from(Arc::new(InTurn { number, queue: Arc::clone(&queue) }));
                let task = Pin::new(&mut *tasks[number]);
                is_done[number] = task.poll(&mut Context::from_waker(&waker)).is_ready();
            }
        }
        self.give_up()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A waker that puts a task in the run queue.
struct InTurn {
    number: usize,
    queue: Arc<Mutex<VecDeque<usize>>>,
}

impl Wake for InTurn {
    fn wake(self: Arc<Self>) {
        let mut queue = lock(&self.queue);
        if !queue.contains(&self.number) {
            queue.push_back(self.number);
        }
    }
}

/// A future that is [watched](Run::watch).
pub(crate) struct Watched<F> {
    future: Pin<Box<F>>,
    task: Arc<Task>,
}

struct Task {
    lane: Arc<Lane>,
    /// The waker of the last poll.
    waker: Mutex<Option<Waker>>,
}

impl<F: Future> Watched<F> {
    /// Watches a future in a lane that is used elsewhere, too.
    pub(crate) fn new(lane: Arc<Lane>, future: F) -> Self {
        let task = Arc::new(Task { lane, waker: Mutex::new(None) });
        Self { future: Box::pin(future), task }
    }
}

impl<F> Watched<F> {
    /// Returns `true` if a waker of this future is kept somewhere, so that it can be woken.
    pub(crate) fn can_be_woken(&self) -> bool {
        Arc::strong_count(&self.task) > 1
    }
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let task = Arc::clone(&self.task);
        *lock(&task.waker) = Some(context.waker().clone());
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
        let waker = lock(&self.waker).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
