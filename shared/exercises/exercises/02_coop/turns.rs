// Take turns with `yield_now`.
//
// Six dishes drip in the rack. Mia and Tom are to dry them, and there is but one towel, the thread:
// whoever is polled has it, until the future gives it back. Mia is polled first. She dries all six,
// and Tom stands by.
//
// TODO: Let them dry by turns, one dish at a time, with the `yield_now` of tokio.

use exercises::Verdict;
use exercises::turns::{Rack, check};
use tokio::task::yield_now;

async fn dry(rack: &Rack) {
    while let Some(dish) = rack.take() {
        dish.dry();
    }
}

fn main() -> Verdict {
    check(dry)
}
