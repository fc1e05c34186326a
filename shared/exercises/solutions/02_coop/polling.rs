// A loop that polls.
//
// The room is to be tidied. Mia has three toys to put away, Tom has one, and Zoe, who is visiting,
// has two. A child puts away one toy when asked, and then no more until it is asked again.
//
// `retain_mut` asks each child once, and keeps those who are not done for the next round.

use exercises::Verdict;
use exercises::polling::{Child, check};
use std::task::{Context, Waker};

fn tidy_up(mut children: Vec<Child>) {
    let mut context = Context::from_waker(Waker::noop());
    while !children.is_empty() {
        children.retain_mut(|child| child.as_mut().poll(&mut context).is_pending());
    }
}

fn main() -> Verdict {
    check(tidy_up)
}
