//! A parent waits until the washer beeps.

use crate::sync::{Notify, yield_now};
use crate::{Tasks, task};
use std::{cell::Cell, rc::Rc};

async fn wash(time: Rc<Cell<u8>>, beep: Rc<Notify>) {
    for quarter in 1..=2 {
        time.set(15 * quarter);
        yield_now().await;
    }
    beep.notify_one();
}

async fn fold(beep: Rc<Notify>) {
    beep.notified().await;
}

pub(crate) fn tasks(time: Rc<Cell<u8>>) -> Tasks {
    let beep = Rc::new(Notify::new("beep"));
    let parent = task("Parent", fold(beep.clone()));
    let washer = task("Washer", wash(time, beep));
    vec![parent, washer]
}
