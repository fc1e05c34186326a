//! While there is work, each task takes some.

use crate::{Tasks, sync::yield_now, task};
use std::{cell::RefCell, rc::Rc};

type Work = Rc<RefCell<Vec<u64>>>;

async fn count_all(work: Work) {
    while !work.borrow().is_empty() {
        yield_now().await;
        let taken = work.borrow_mut().pop();
        for _ in 0..taken.expect("there was work") {
            yield_now().await;
        }
    }
}

pub(crate) fn tasks(work: &Work) -> Tasks {
    *work.borrow_mut() = vec![2, 1];
    let one = task("One", count_all(work.clone()));
    let two = task("Two", count_all(work.clone()));
    vec![one, two]
}
