//! A task keeps a lock while it waits.

use std::sync::{Arc, Mutex};
use tokio::runtime::Builder;

async fn task(checkbook: Arc<Mutex<i64>>) {
    let mut balance = checkbook.lock().expect("nobody panics");
    *balance -= 1;
    tokio::task::yield_now().await;
}

fn main() {
    let event_loop = Builder::new_current_thread().build().expect("only I/O fails");
    let checkbook = Arc::new(Mutex::new(2000));
    let spawned = event_loop.spawn(task(Arc::clone(&checkbook)));
    event_loop.block_on(spawned).expect("it does not panic");
    println!("The balance is {}.", checkbook.lock().expect("nobody panics"));
}
