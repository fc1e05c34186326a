// Take work in one step.
//
// The chores of the afternoon are on a list on the fridge. Mia does one after the other, and goes
// out to play when none is left. But her brother Tom takes chores from the list, too.
//
// A list can be asked `is_empty()`. `take()` returns the first chore, and waits for one if there
// is none. `try_take()` does not wait: it returns an `Option`.
//
// To ask and to take is one step now, so nobody can come in between.

use exercises::Verdict;
use exercises::one_step::{List, check};

fn mia(list: &List) {
    while let Some(chore) = list.try_take() {
        chore.do_it();
    }
}

fn main() -> Verdict {
    check(mia)
}
