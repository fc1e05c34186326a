//! All tasks are spawned, and only then awaited.

use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

async fn run(machine: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("The {machine} is done");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for (machine, seconds) in [("washer", 50), ("dryer", 40), ("dishwasher", 30)] {
        tasks.spawn(run(machine, seconds));
    }
    tasks.join_all().await;
    println!("All that took {} s", began.elapsed().as_secs());
}
