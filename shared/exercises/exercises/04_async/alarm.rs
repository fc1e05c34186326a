// A timer that wakes.
//
// There are two eggs in the pot: a soft one, for four minutes, and a hard one, for eight. Dad does
// not stand by. He reads until a timer wakes him, but these timers never do, and he would read for
// ever.
//
// The kitchen clock calls a waker: `clock.wake_at(moment, waker)`. A moment is what the clock shows
// then, like `clock.now()`, and not how long it is until then.
//
// TODO: Let the timer see to it that whoever awaits it is woken when its time is over.

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

    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        if self.clock.now() >= self.end {
            return Poll::Ready(());
        }
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
