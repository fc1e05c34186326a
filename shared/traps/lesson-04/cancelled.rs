//! A time-out cancels a task that has taken work.

use shared::Queue;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

async fn task(work_queue: &Queue<u64>) -> u64 {
    let delay = work_queue.take().await.expect("there is work");
    sleep(Duration::from_secs(delay)).await;
    delay
}

fn main() {
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build().expect("only I/O fails");
    let work_queue = Queue::from(vec![2, 5, 15, 10]);
    event_loop.block_on(async {
        for _ in 0..3 {
            let done = timeout(Duration::from_secs(12), task(&work_queue)).await;
            println!("Done: {done:?}");
        }
    });
    println!("In the queue: {:?}, then {:?}", work_queue.try_take(), work_queue.try_take());
}
