//! A task sleeps on a runtime that has timers.

use std::time::Duration;
use tokio::runtime::Builder;

async fn task(name: &str) {
    println!("Task {name} waits");
    tokio::time::sleep(Duration::from_millis(10)).await;
    println!("Task {name} is back");
}

fn main() {
    let event_loop = Builder::new_current_thread().enable_time().build().expect("only I/O fails");
    event_loop.block_on(task("One"));
}
