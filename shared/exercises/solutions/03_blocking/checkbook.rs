// Read and write under one lock.
//
// Ann and Bob have one checkbook, and each a thread. At five o'clock it says 500. Both pay a bill
// at once, Ann 200 and Bob 120. Each reads the balance, subtracts in the head, which takes five
// minutes, and writes what is left.
//
// As with a `std::sync::Mutex`, `lock` waits until the checkbook is free, and returns a guard. When
// the guard is dropped, the checkbook is free again.
//
// Now the guard is kept until the balance is written. Nobody else can read what is about to change.

use exercises::Verdict;
use exercises::checkbook::{Balance, Lock, Parent, check};

fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
    let mut balance = checkbook.lock();
    *balance = parent.subtract(*balance);
}

fn main() -> Verdict {
    check(pay)
}
