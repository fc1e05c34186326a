//! Lesson 2 again, with a long and a short count.

use crate::sync::{Queue, yield_now};
use crate::{Tasks, task};
use std::{cell::Cell, rc::Rc};

type Done = Rc<Cell<(u64, u64)>>;

async fn work(work_queue: Queue<u64>, done: Done) {
    while let Ok(count) = work_queue.try_take() {
        for total in 1..=count {
            done.set((total, count));
            yield_now().await;
        }
    }
}

pub(crate) fn tasks([one, two]: [Done; 2]) -> Tasks {
    let queue = Queue::of("work", vec![15, 2]);
    let one = task("One", work(queue.clone(), one));
    let two = task("Two", work(queue, two));
    vec![one, two]
}
