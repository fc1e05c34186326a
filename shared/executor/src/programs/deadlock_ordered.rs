//! Each task needs both locks.

use crate::sync::{Mutex, yield_now};
use crate::{Tasks, task};
use std::rc::Rc;

type Lock = Rc<Mutex<()>>;

async fn work(late: u8, first: Lock, second: Lock) {
    for _ in 0..late {
        yield_now().await;
    }
    let _first = first.lock().await;
    yield_now().await;
    let _second = second.lock().await;
}

pub(crate) fn tasks([a, b]: [Lock; 2]) -> Tasks {
    let (first, second) = (a.clone(), b.clone());
    let one = task("One", work(0, first, second));
    let two = task("Two", work(3, a, b));
    vec![one, two]
}
