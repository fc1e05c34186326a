//! Do something every so often.

use std::time::Duration;
use tokio::time::MissedTickBehavior::{self, Burst, Delay, Skip};
use tokio::time::{Instant, interval, sleep};

const MINUTE: Duration = Duration::from_secs(60);

async fn look_at_the_oven(missed: MissedTickBehavior) {
    let start = Instant::now();
    let mut every = interval(10 * MINUTE);
    every.set_missed_tick_behavior(missed);
    let mut looks = Vec::new();
    while looks.len() < 6 {
        every.tick().await;
        looks.push(start.elapsed().as_secs() / 60);
        if looks.len() == 2 {
            sleep(25 * MINUTE).await; // somebody calls, and won't stop talking
        }
    }
    println!("{missed:?}: looked after {looks:?} minutes");
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for missed in [Burst, Delay, Skip] {
        look_at_the_oven(missed).await;
    }
}
