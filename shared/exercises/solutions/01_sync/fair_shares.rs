// Let Two have its share.
//
// Mia and Tom carry letters to the neighbours, and get a coin for each. There is a basket of
// letters, and one bicycle: while one of them is away, the other one is ready, and cannot go. Mia
// comes first.
//
// A task that returns after each letter lets its caller decide who is next. (Some neighbours put
// an answer in the basket.)

use exercises::Verdict;
use exercises::fair_shares::{Basket, Child, check};

fn task(child: &Child, basket: &Basket) -> bool {
    let Some(letter) = basket.try_take() else { return false };
    child.carry(letter);
    true
}

fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
    while task(mia, basket) && task(tom, basket) {}
}

fn main() -> Verdict {
    check(afternoon)
}
