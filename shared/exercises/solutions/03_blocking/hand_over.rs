// Threads that hand over.
//
// The cook makes soup, a roast and a cake, in ten minutes each. The waiter brings each dish to its
// table, which takes five. Between them is a hatch with room for one dish: the cook makes the next
// one only when the last was taken. Here one thread is both, and first it is the cook. No guest
// ever eats.
//
// Now the cook's thread owns the sender. When it is done, the channel is closed, and the loop ends.

use exercises::Verdict;
use exercises::hand_over::{Cook, Waiter, check};
use std::sync::mpsc;
use std::thread;

fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
    let (hatch, dishes) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            while let Some(dish) = cook.make() {
                hatch.send(dish).expect("the waiter is there");
            }
        });
        for dish in dishes {
            waiter.serve(dish);
        }
    });
    waiter
}

fn main() -> Verdict {
    check(evening)
}
