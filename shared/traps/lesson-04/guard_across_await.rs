//! A task waits, and keeps the lock meanwhile.

use std::sync::{Arc, Mutex};
use tokio::runtime::Builder;

async fn task(checkbook: Arc<Mutex<i64>>) {
    let mut balance = checkbook.lock().expect("nobody panics");
    tokio::task::yield_now().await;
    *balance -= 1;
}

fn main() {
    let event_loop = Builder::new_current_thread().build().expect("only I/O fails");
    let checkbook = Arc::new(Mutex::new(2000));
    event_loop.spawn(task(checkbook));
}
