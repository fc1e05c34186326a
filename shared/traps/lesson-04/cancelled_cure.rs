//! A time-out ends the wait, and the task goes on.

use shared::Queue;
use std::pin::pin;
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
            let mut task = pin!(task(&work_queue));
            let done = timeout(Duration::from_secs(12), task.as_mut()).await;
            println!("Done: {done:?}");
            if done.is_err() {
                println!("Late: {}", task.await);
            }
        }
    });
    println!("In the queue: {:?}, then {:?}", work_queue.try_take(), work_queue.try_take());
}
