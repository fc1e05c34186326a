// A test on a paused clock.
//
// A factory tests its alarm clocks: whoever presses "snooze" is to be woken nine minutes later,
// once. The test runs on a clock that is paused already, so no tester has to sit there for that
// long. But it passes every clock that rings at all, and then people come and complain.
//
// TODO: Write the test so that it passes a clock that rings after nine minutes and is then silent
// for half an hour, and panics at any other (`assert!`). It is to end, whatever the clock does.

use exercises::Verdict;
use exercises::paused::{AlarmClock, check};

async fn test_snooze(mut clock: AlarmClock) {
    clock.snooze();
    clock.ring().await;
}

fn main() -> Verdict {
    check(test_snooze)
}
