// A stream.
//
// At the post office, letters come on a belt, one now and then, until the belt stops for the day. A
// machine stamps them, in two minutes each. It stands still nearly all the time; and when the belt
// has stopped and everybody could go home, it begins.
//
// TODO: Let each letter be stamped as soon as it is there and the machine is free.

use exercises::Verdict;
use exercises::stream::{Belt, Machine, check};
use futures_util::StreamExt;

async fn stamp_all(belt: Belt, machine: Machine) {
    let letters: Vec<_> = belt.collect().await;
    for letter in letters {
        machine.stamp(letter).await;
    }
}

fn main() -> Verdict {
    check(stamp_all)
}
