//! Compute for a long time while other tasks go on.

use anyhow::Context;
use rayon::prelude::*;
use tokio::{sync::oneshot, task};

/// Counts the ways to pay a price with coins: work for a processor, with nothing to wait for.
fn ways(cents: usize) -> u64 {
    let mut ways = vec![0; cents + 1];
    ways[0] = 1;
    for coin in [1, 5, 10, 25, 50, 100] {
        for price in coin..=cents {
            ways[price] += ways[price - coin];
        }
    }
    ways[cents]
}

/// Does so for many prices on all processors, while the task waits for one message.
async fn ways_for_all(prices: Vec<usize>) -> anyhow::Result<Vec<u64>> {
    let (sender, receiver) = oneshot::channel();
    rayon::spawn(move || {
        let counts = prices.into_par_iter().map(ways).collect();
        // This fails if the task is gone by now, so that nobody wants the counts.
        let _ = sender.send(counts);
    });
    receiver.await.context("the counting ended without a result")
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // One job: on a thread of the runtime's pool, which it may keep busy.
    let job = task::spawn_blocking(|| ways(10_000));
    println!("Tom counts the ways to pay 100 dollars; meanwhile Ann answers the phone");
    println!("there are {} ways", job.await?);

    // Many jobs: as many at a time as there are processors.
    let prices: Vec<_> = (1..=100).map(|dollars| dollars * 100).collect();
    let counts = ways_for_all(prices).await?;
    println!("{} prices, from {} ways to {}", counts.len(), counts[0], counts[99]);
    Ok(())
}
