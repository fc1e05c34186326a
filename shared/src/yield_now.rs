//! The smallest future that suspends.

use crate::watch::waiting_for;
use std::future::{Future, poll_fn};
use std::task::Poll;
use timeline::WaitReason;

/// Suspends the task once, so that others have their turn, as `yield` does in the Python course.
///
/// The first poll is answered with `Pending`, the second with `Ready`. The task is woken at once,
/// because it waits for nothing but its turn; lesson 2's loop, which polls every task in every
/// round, would not need that, but an executor that polls those that are woken does.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    let mut yielded = false;
    let suspend_once = poll_fn(move |context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    });
    waiting_for(WaitReason::Yield, suspend_once)
}
