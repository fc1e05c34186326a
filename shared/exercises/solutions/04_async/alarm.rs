// A timer that wakes.
//
// There are two eggs in the pot: a soft one, for four minutes, and a hard one, for eight. Dad does
// not stand by. He reads until a timer wakes him.
//
// The clock gets the waker of each poll, since the latest one is the one to call. Between two
// calls, nobody has anything to do.

use exercises::Verdict;
use exercises::alarm::{Clock, check};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

struct EggTimer {
    clock: Clock,
    end: Duration,
}

impl Future for EggTimer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.clock.now() >= self.end {
            return Poll::Ready(());
        }
        self.clock.wake_at(self.end, context.waker().clone());
        Poll::Pending
    }
}

fn egg_timer(clock: Clock, length: Duration) -> EggTimer {
    let end = clock.now() + length;
    EggTimer { clock, end }
}

fn main() -> Verdict {
    check(egg_timer)
}
