//! The smallest future that suspends.

use crate::watch::waiting_for;
use std::future::{Future, poll_fn};
use std::task::Poll;
use timeline::WaitReason;

/// Suspends the task once to give others a turn, as `yield` does in the Python course.
///
/// The first poll returns `Pending` and the second `Ready`. The first one wakes the task at once, since
/// the task waits for nothing but its turn. Lesson 2's loop doesn't need that, because it polls every
/// task in every round, but an executor that only polls woken tasks does.
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
