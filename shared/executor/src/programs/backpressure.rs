//! Six items pass through a queue with room for two.

use crate::sync::{Queue, yield_now};
use crate::{Tasks, task};

async fn put(queue: Queue<u32>) {
    for item in 1..=6 {
        let _ = queue.put(item).await;
    }
    queue.close();
}

async fn take(queue: Queue<u32>) {
    while let Ok(_item) = queue.take().await {
        yield_now().await;
    }
}

pub(crate) fn tasks(queue: Queue<u32>) -> Tasks {
    let puts = task("Producer", put(queue.clone()));
    let takes = task("Consumer", take(queue));
    vec![puts, takes]
}
