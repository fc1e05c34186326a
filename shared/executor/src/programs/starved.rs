//! Two serves, Three returns, One wants a poll.

use crate::{Tasks, sync::Notify, task};
use std::rc::Rc;

type Balls = Rc<[Notify; 2]>;

async fn play(me: usize, balls: Balls) {
    if me == 0 {
        balls[1 - me].notify_waiters();
    }
    loop {
        balls[me].notified().await;
        balls[1 - me].notify_waiters();
    }
}

pub(crate) fn tasks(balls: &Balls) -> Tasks {
    vec![
        task("One", async {}),
        task("Two", play(0, balls.clone())),
        task("Three", play(1, balls.clone())),
    ]
}
