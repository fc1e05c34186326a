//! Each task is awaited before the next one is spawned.

use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn run(machine: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("The {machine} is done");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let began = Instant::now();
    for (machine, seconds) in [("washer", 50), ("dryer", 40), ("dishwasher", 30)] {
        let task = tokio::spawn(run(machine, seconds));
        task.await.expect("it does not panic");
    }
    println!("All that took {} s", began.elapsed().as_secs());
}
