//! A time-out drops a handle, and the task goes on.

use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn wash(loads: u32) {
    for load in 1..=loads {
        println!("The washer begins load {load}");
        sleep(Duration::from_secs(60)).await;
    }
    println!("The washer is done");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let laundry = tokio::spawn(wash(3));
    if timeout(Duration::from_secs(90), laundry).await.is_err() {
        println!("Ann gives up: no more laundry tonight");
    }
    sleep(Duration::from_secs(300)).await;
    println!("Ann goes to bed");
}
