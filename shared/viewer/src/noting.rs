//! Polling a task, and noting the result.

use crate::recording::TaskRecorder;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;
use timeline::{Event, Executor, Place, WaitReason};

/// A waker for a task that notes each wake-up in the log.
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
        // This comes first, because another thread may poll the task as soon as it's woken.
        self.recorder.note(Event::Woken, Instant::now(), None);
        self.waker.wake_by_ref();
    }
}

impl TaskRecorder {
    /// Polls the task, and notes the result in the log.
    ///
    /// `poll` also returns the reason why the task waits, and the place; `None` if they aren't known.
    /// `noting` keeps the waker from one poll to the next, and is `None` at first.
    pub fn poll<T>(
        &self,
        context: &mut Context<'_>,
        noting: &mut Option<Noting>,
        poll: impl FnOnce(&mut Context<'_>) -> (Poll<T>, Option<(WaitReason, Place)>),
    ) -> Poll<T> {
        let waker = context.waker();
        // `will_wake(Waker::noop())` can be false for a no-op waker that was compiled elsewhere,
        // because each codegen unit may have its own table for it, as in release builds of the
        // lessons. But no-op wakers have no data, and a waker without data can't wake a certain task.
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
            // Somebody who keeps the waker has a clone of it.
            let held = Arc::strong_count(inner) > 2;
            self.add(Event::Suspended(wait), Instant::now(), place, held);
        }
        poll
    }
}
