//! A task that waits for a lock is polled in any case.

use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};
use tokio::{select, task::yield_now};

async fn pay(bill: &str, checkbook: Arc<Mutex<u32>>) {
    println!("{bill} waits for the checkbook");
    *checkbook.lock().await -= 30;
    println!("{bill} is paid");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let checkbook = Arc::new(Mutex::new(2000));
    let ours = checkbook.clone();
    tokio::spawn(async move {
        let _guard = ours.lock().await;
        sleep(Duration::from_secs(5)).await;
        println!("Bob puts the checkbook back");
    });
    yield_now().await;

    let mut phone = tokio::spawn(pay("Phone", checkbook.clone()));
    select! {
        paid = &mut phone => paid.expect("it does not panic"),
        () = sleep(Duration::from_secs(1)) => {
            let water = pay("Water", checkbook);
            if timeout(Duration::from_secs(60), water).await.is_err() {
                println!("Water waits for the lock, and Phone is next to have it;");
                println!("Phone waits for main to poll it, and main waits for Water");
            }
        }
    }
}
