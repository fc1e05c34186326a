// Work that can be put down.
//
// Every shirt is ironed, which takes four minutes, and then folded, which takes three. A parent
// calls `step` until it returns `false`. Between two steps there is time for Mia, if she has
// called.
//
// What was a local variable of one long step is a field now: it outlasts the step. The compiler
// does the same to an `async fn`, for what is still needed after an `.await`.

use exercises::Verdict;
use exercises::put_down::{Basket, Ironed, Work, check};

struct Laundry {
    basket: Basket,
    ironed: Option<Ironed>,
}

impl Work for Laundry {
    fn step(&mut self) -> bool {
        if let Some(ironed) = self.ironed.take() {
            ironed.fold();
        } else if let Some(shirt) = self.basket.try_take() {
            self.ironed = Some(shirt.iron());
        } else {
            return false;
        }
        true
    }
}

fn main() -> Verdict {
    check(|basket| Laundry { basket, ironed: None })
}
