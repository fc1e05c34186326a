//! Begin at most a given number a second.

use futures_util::future::join_all;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep};

/// Evenly: one for each tick.
struct Pace(Mutex<Interval>);

impl Pace {
    fn new(per_second: u32) -> Self {
        let mut ticks = interval(Duration::from_secs(1) / per_second);
        // Missed ticks aren't made up for.
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self(Mutex::new(ticks))
    }

    async fn turn(&self) {
        self.0.lock().await.tick().await;
    }
}

/// As they come: a permit that is taken comes back a second later.
struct Permits(Arc<Semaphore>);

impl Permits {
    fn new(per_second: usize) -> Self {
        Self(Arc::new(Semaphore::new(per_second)))
    }

    async fn turn(&self) {
        let permit = self.0.clone().acquire_owned().await.expect("nobody closes it");
        tokio::spawn(async move {
            sleep(Duration::from_secs(1)).await;
            drop(permit);
        });
    }
}

async fn begin(turn: impl Future<Output = ()>, start: Instant) -> String {
    turn.await;
    format!("{:.2}", start.elapsed().as_secs_f64())
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (start, pace) = (Instant::now(), Pace::new(4));
    let begun = join_all((0..7).map(|_| begin(pace.turn(), start))).await;
    println!("evenly: {}", begun.join(", "));

    let (start, permits) = (Instant::now(), Permits::new(4));
    let begun = join_all((0..7).map(|_| begin(permits.turn(), start))).await;
    println!("as they come: {}", begun.join(", "));
}
