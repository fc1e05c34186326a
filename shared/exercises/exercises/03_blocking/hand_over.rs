// Threads that hand over.
//
// The cook makes soup, a roast and a cake, in ten minutes each. The waiter brings each dish to its
// table, which takes five. Between them is a hatch with room for one dish: the cook makes the next
// one only when the last was taken. Here one thread is both, and first it is the cook. No guest
// ever eats.
//
// TODO: Give the cook a thread of its own, which hands each dish over, so that the next one is made
// while the waiter brings the last to its table. Return the waiter when all are served.

use exercises::Verdict;
use exercises::hand_over::{Cook, Waiter, check};

fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
    let mut dishes = Vec::new();
    while let Some(dish) = cook.make() {
        dishes.push(dish);
    }
    for dish in dishes {
        waiter.serve(dish);
    }
    waiter
}

fn main() -> Verdict {
    check(evening)
}
