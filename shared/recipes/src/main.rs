//! The first program: two waits at once.

use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn run(machine: &str, seconds: u64) {
    println!("The {machine} is on.");
    sleep(Duration::from_secs(seconds)).await;
    println!("The {machine} is done.");
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    tokio::join!(run("kettle", 3), run("toaster", 2));
    println!("Breakfast took {} seconds.", start.elapsed().as_secs());
}
