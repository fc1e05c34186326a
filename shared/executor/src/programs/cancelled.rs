//! Two workers copy items until somebody says stop.

use crate::sync::{Notify, Queue, yield_now};
use crate::{Tasks, task};
use std::rc::Rc;

type Queues = [Queue<char>; 2];

async fn copy([todo, done]: Queues) {
    while let Ok(item) = todo.take().await {
        yield_now().await;
        let _ = done.put(item).await;
    }
}

async fn run(items: Queues, stop: Rc<Notify>) {
    tokio::select! {
        biased;
        () = stop.notified() => {}
        () = copy(items) => {}
    }
}

pub(crate) fn tasks(items: &Queues) -> Tasks {
    let stop = Rc::new(Notify::new("stop"));
    let run = || run(items.clone(), stop.clone());
    vec![
        task("One", run()),
        task("Two", run()),
        task("Boss", async move {
            stop.notify_waiters();
        }),
    ]
}
