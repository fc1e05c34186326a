//! Waits for two bells, joined or each in a task.

use crate::sync::{Notify, yield_now};
use crate::{Tasks, task};
use std::{cell::Cell, future, pin::pin, rc::Rc};

type Bell = Rc<Notify>;
type Polls = Rc<Cell<u32>>;

async fn wait(bell: Bell, polls: Polls) {
    let mut ring = pin!(bell.notified());
    future::poll_fn(|context| {
        polls.set(polls.get() + 1);
        ring.as_mut().poll(context)
    })
    .await;
}

async fn ring(a: Bell, b: Bell) {
    a.notify_waiters();
    yield_now().await;
    b.notify_waiters();
}

async fn join(a: Bell, b: Bell, polls: Polls) {
    let first = wait(a, polls.clone());
    tokio::join!(first, wait(b, polls));
}

pub(crate) fn tasks(polls: [Polls; 2]) -> Tasks {
    let [all, own] = polls;
    let a = Rc::new(Notify::new("a"));
    let b = Rc::new(Notify::new("b"));
    vec![
        task("A", wait(a.clone(), own.clone())),
        task("Ringer", ring(a.clone(), b.clone())),
        task("Join", join(a, b.clone(), all)),
        task("B", wait(b, own)),
    ]
}
