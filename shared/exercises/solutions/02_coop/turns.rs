// Take turns with `yield_now`.
//
// Six dishes drip in the rack. Mia and Tom are to dry them, and there is but one towel, the thread:
// whoever is polled has it, until the future gives it back.
//
// After each dish, the future returns `Pending` once, and it is the other one's turn to be polled.

use exercises::Verdict;
use exercises::turns::{Rack, check};
use tokio::task::yield_now;

async fn dry(rack: &Rack) {
    while let Some(dish) = rack.take() {
        dish.dry();
        yield_now().await;
    }
}

fn main() -> Verdict {
    check(dry)
}
