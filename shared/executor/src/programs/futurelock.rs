//! Two waits for the tools, and asks again later.

use crate::sync::{Mutex, Notify, yield_now};
use crate::{Tasks, task};
use std::{pin::pin, rc::Rc};

type Tools = Rc<Mutex<()>>;

async fn one(tools: Tools) {
    let _tools = tools.lock().await;
    yield_now().await;
}

async fn two(tools: Tools, bell: Rc<Notify>) {
    let mut first = pin!(tools.lock());
    tokio::select! {
        biased;
        _tools = &mut first => return,
        () = bell.notified() => {}
    }
    let _tools = tools.lock().await;
}

async fn ring(bell: Rc<Notify>) {
    yield_now().await;
    bell.notify_one();
}

pub(crate) fn tasks(tools: Tools) -> Tasks {
    let bell = Rc::new(Notify::new("bell"));
    vec![
        task("One", one(tools.clone())),
        task("Two", two(tools, bell.clone())),
        task("Bell", ring(bell)),
    ]
}
