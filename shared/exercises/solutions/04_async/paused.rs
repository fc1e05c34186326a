// A test on a paused clock.
//
// A factory tests its alarm clocks: whoever presses "snooze" is to be woken nine minutes later,
// once. On a paused clock, no tester has to sit there for that long.
//
// When all tasks wait, a paused clock jumps to the time at which the first wait ends. So half an
// hour takes no time. Only a wait without a limit might still have no end.

use exercises::Verdict;
use exercises::paused::{AlarmClock, check};
use std::time::Duration;
use tokio::time::{Instant, timeout};

const MINUTE: Duration = Duration::from_secs(60);

async fn test_snooze(mut clock: AlarmClock) {
    let pressed = Instant::now();
    clock.snooze();
    let ring = timeout(30 * MINUTE, clock.ring()).await;
    assert!(ring.is_ok(), "it rings");
    assert_eq!(pressed.elapsed(), 9 * MINUTE);
    let ring = timeout(30 * MINUTE, clock.ring()).await;
    assert!(ring.is_err(), "it rings once");
}

fn main() -> Verdict {
    check(test_snooze)
}
