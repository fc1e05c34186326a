//! Polling a task, and noting what comes of it.

use crate::recording::TaskRecorder;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;
use timeline::{Event, Executor, Place, WaitReason};

/// What a task is polled with: a waker that notes in the log that it was used.
#[derive(Debug)]
pub struct Noting {
    inner: Arc<NotingWaker>,
    waker: Waker,
}

#[derive(Debug)]
struct NotingWaker {
    recorder: TaskRecorder,
    waker: Waker,
}

impl Wake for NotingWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // First, because the task may be polled by another thread as soon as it is woken.
        self.recorder.note(Event::Woken, Instant::now(), None);
        self.waker.wake_by_ref();
    }
}

impl TaskRecorder {
    /// Polls the task, and notes what comes of it. `poll` returns also what the task waits for, and where,
    /// as far as that is known; `noting` is what the last poll was done with.
    pub fn poll<T>(
        &self,
        context: &mut Context<'_>,
        noting: &mut Option<Noting>,
        poll: impl FnOnce(&mut Context<'_>) -> (Poll<T>, Option<(WaitReason, Place)>),
    ) -> Poll<T> {
        let waker = context.waker();
        // `will_wake(Waker::noop())` is false of a noop waker that was compiled elsewhere, as each unit
        // of code may have its own table for it: so it is in release builds of the lessons. None has
        // data, and without that no particular task is woken.
        let can_wake = !waker.data().is_null();
        let executor = if can_wake { Executor::EventLoop } else { Executor::Loop };
        let Noting { inner, waker } = match noting {
            Some(noting) if noting.inner.waker.will_wake(waker) => noting,
            _ => {
                let inner = Arc::new(NotingWaker { recorder: self.clone(), waker: waker.clone() });
                noting.insert(Noting { waker: Waker::from(Arc::clone(&inner)), inner })
            }
        };
        self.note(Event::Resumed(executor), Instant::now(), None);
        let (poll, wait) = poll(&mut Context::from_waker(waker));
        if poll.is_pending() {
            let (wait, place) = wait.unzip();
            // Whoever keeps the waker has a clone of it.
            let held = Arc::strong_count(inner) > 2;
            self.add(Event::Suspended(wait), Instant::now(), place, held);
        }
        poll
    }
}
