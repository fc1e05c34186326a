//! The task with the turn wakes the next one.

use crate::{Tasks, sync::Notify, task};
use std::rc::Rc;

type Turn = Rc<[Notify; 3]>;

async fn go(me: usize, to: [usize; 2], turn: Turn) {
    for next in to {
        turn[me].notified().await;
        turn[next].notify_one();
    }
}

pub(crate) fn tasks(turn: &Turn) -> Tasks {
    let [one, two, three] = [0, 1, 2];
    let go = |me, to| go(me, to, turn.clone());
    turn[one].notify_one();
    vec![
        task("One", go(one, [three, two])),
        task("Two", go(two, [three, one])),
        task("Three", go(three, [two, one])),
    ]
}
