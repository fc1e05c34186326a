//! Get the results of tasks in the order of their start, or end.

use futures_util::{StreamExt, stream};
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep};

const LOADS: [(&str, u64); 3] = [("towels", 90), ("socks", 30), ("shirts", 60)];

async fn wash((load, minutes): (&'static str, u64)) -> &'static str {
    sleep(Duration::from_secs(60 * minutes)).await;
    load
}

async fn by_start() -> Result<(), JoinError> {
    let start = Instant::now();
    // All of them run from here on, whichever is awaited first.
    let tasks = LOADS.map(|load| tokio::spawn(wash(load)));
    for task in tasks {
        let load = task.await?;
        println!("by start: the {load}, after {} minutes", start.elapsed().as_secs() / 60);
    }
    Ok(())
}

async fn by_end() -> Result<(), JoinError> {
    let start = Instant::now();
    let mut tasks: JoinSet<_> = LOADS.into_iter().map(wash).collect();
    while let Some(result) = tasks.join_next().await {
        let load = result?;
        println!("by end: the {load}, after {} minutes", start.elapsed().as_secs() / 60);
    }
    Ok(())
}

async fn two_at_a_time() {
    let start = Instant::now();
    let mut loads = stream::iter(LOADS).map(wash).buffered(2);
    while let Some(load) = loads.next().await {
        println!("two at a time: the {load}, after {} minutes", start.elapsed().as_secs() / 60);
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    by_start().await?;
    by_end().await?;
    two_at_a_time().await;
    Ok(())
}
