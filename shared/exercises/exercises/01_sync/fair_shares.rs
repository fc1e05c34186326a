// Let Two have its share.
//
// Mia and Tom carry letters to the neighbours, and get a coin for each. There is a basket of
// letters, and one bicycle: while one of them is away, the other one is ready, and cannot go. Mia
// comes first, and Tom has not earned a coin yet.
//
// TODO: Let them go by turns, one letter each time, until none is left. (Some neighbours put an
// answer in the basket.)

use exercises::Verdict;
use exercises::fair_shares::{Basket, Child, check};

fn task(child: &Child, basket: &Basket) {
    while let Some(letter) = basket.try_take() {
        child.carry(letter);
    }
}

fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
    task(mia, basket);
    task(tom, basket);
}

fn main() -> Verdict {
    check(afternoon)
}
