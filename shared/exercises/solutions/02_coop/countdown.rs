// A future by hand.
//
// Hide-and-seek: Mia counts down, a second for each number, and Tom looks for a place to hide. They
// share one thread.
//
// The loop is gone: it is the executor that polls again. What is left to count is in the future,
// where the next poll finds it.

use exercises::Verdict;
use exercises::countdown::{Voice, check};
use std::pin::Pin;
use std::task::{Context, Poll};

struct Countdown {
    left: u32,
    voice: Voice,
}

impl Future for Countdown {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.left == 0 {
            return Poll::Ready(());
        }
        self.voice.call(self.left);
        self.left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

fn main() -> Verdict {
    check(|left, voice| Countdown { left, voice })
}
