// Two waits that overlap.
//
// It is five o'clock, and there is to be tea and toast. Tea takes five minutes, toast takes three,
// and the kettle does not mind the toaster. Yet one waits for the other, and it takes eight
// minutes.
//
// TODO: Make both at once, so that all is ready after five minutes.

use exercises::Verdict;
use exercises::overlap::{Kitchen, Tea, Toast, check};

async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
    let tea = kitchen.tea().await;
    let toast = kitchen.toast().await;
    (tea, toast)
}

fn main() -> Verdict {
    check(breakfast)
}
