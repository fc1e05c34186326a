// Two locks, one order.
//
// Ann and Bob each have a load of laundry, and share a washer and a dryer. Each has a thread. To
// move wet laundry from one machine to the other, one must hold both.
//
// Now both take the washer before the dryer: who has the dryer never waits for the washer.

use exercises::Verdict;
use exercises::lock_order::{Home, check};

fn ann(home: &Home) {
    let mut washer = home.washer.lock();
    washer.wash();
    let mut dryer = home.dryer.lock();
    dryer.fill_from(&mut washer);
    drop(washer);
    dryer.dry();
}

fn bob(home: &Home) {
    let mut washer = home.washer.lock();
    washer.wash();
    let mut dryer = home.dryer.lock();
    dryer.fill_from(&mut washer);
    drop(washer);
    dryer.dry();
}

fn main() -> Verdict {
    check(ann, bob)
}
