// Work that can be put down.
//
// Every shirt is ironed, which takes four minutes, and then folded, which takes three. A parent
// calls `step` until it returns `false`. Between two steps there is time for Mia, if she has
// called. But the first step goes on until all shirts are done, and Mia waits for twenty minutes.
//
// TODO: Let each step do one thing: iron a shirt, or fold the one that is ironed. What do you
// have to remember from one step to the next, and where?

use exercises::Verdict;
use exercises::put_down::{Basket, Ironed, Work, check};

struct Laundry {
    basket: Basket,
}

impl Work for Laundry {
    fn step(&mut self) -> bool {
        while let Some(shirt) = self.basket.try_take() {
            let ironed: Ironed = shirt.iron();
            ironed.fold();
        }
        false
    }
}

fn main() -> Verdict {
    check(|basket| Laundry { basket })
}
