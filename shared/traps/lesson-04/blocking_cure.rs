//! A task that waits leaves the thread to the other.

use std::time::Duration;
use tokio::runtime::Builder;

async fn task(name: &str) {
    println!("Task {name} waits");
    tokio::time::sleep(Duration::from_millis(10)).await;
    println!("Task {name} is back");
}

fn main() {
    let event_loop = Builder::new_current_thread().enable_time().build().expect("only I/O fails");
    event_loop.block_on(async {
        let one = tokio::spawn(task("One"));
        let two = tokio::spawn(task("Two"));
        one.await.expect("it does not panic");
        two.await.expect("it does not panic");
    });
}
