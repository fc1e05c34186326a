//! The smallest future that suspends.

use std::future::poll_fn;
use std::task::Poll;

/// Suspends the task once, so that others have their turn, as `yield` does in the Python course.
///
/// The first poll is answered with `Pending`, the second with `Ready`. The task is woken at once,
/// because it waits for nothing but its turn; lesson 2's loop, which polls every task in every
/// round, would not need that, but an executor that polls those that are woken does.
pub async fn yield_now() {
    let mut yielded = false;
    poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
