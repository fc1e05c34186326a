// Two waits that overlap.
//
// It is five o'clock, and there is to be tea and toast. Tea takes five minutes, toast takes three,
// and the kettle does not mind the toaster.
//
// `join!` polls both futures within one task, so both waits go on at the same time, and it takes
// no longer than the longer one.

use exercises::Verdict;
use exercises::overlap::{Kitchen, Tea, Toast, check};

async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
    tokio::join!(kitchen.tea(), kitchen.toast())
}

fn main() -> Verdict {
    check(breakfast)
}
