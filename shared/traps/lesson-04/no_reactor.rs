//! A loop of our own polls one of tokio's timers.

use std::task::{Context, Waker};
use std::time::Duration;

async fn task(name: &str) {
    println!("Task {name} waits");
    tokio::time::sleep(Duration::from_millis(10)).await;
    println!("Task {name} is back");
}

fn main() {
    let mut tasks = vec![Box::pin(task("One")), Box::pin(task("Two"))];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}
