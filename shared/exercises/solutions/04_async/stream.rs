// A stream.
//
// At the post office, letters come on a belt, one now and then, until the belt stops for the day. A
// machine stamps them, in two minutes each.
//
// `next` gives the next letter as soon as there is one, and `None` when the belt has stopped.

use exercises::Verdict;
use exercises::stream::{Belt, Machine, check};
use futures_util::StreamExt;

async fn stamp_all(mut belt: Belt, machine: Machine) {
    while let Some(letter) = belt.next().await {
        machine.stamp(letter).await;
    }
}

fn main() -> Verdict {
    check(stamp_all)
}
