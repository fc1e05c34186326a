// A loop that polls.
//
// The room is to be tidied. Mia has three toys to put away, Tom has one, and Zoe, who is visiting,
// has two. A child puts away one toy when asked, and then no more until it is asked again. Ann asks
// Mia until she is done, and meanwhile the others do nothing.
//
// TODO: Ask every child in turn, round after round, until all of them are done.

use exercises::Verdict;
use exercises::polling::{Child, check};
use std::task::{Context, Waker};

fn tidy_up(mut children: Vec<Child>) {
    let mut context = Context::from_waker(Waker::noop());
    for child in &mut children {
        while child.as_mut().poll(&mut context).is_pending() {}
    }
}

fn main() -> Verdict {
    check(tidy_up)
}
