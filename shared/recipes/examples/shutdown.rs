//! On Ctrl-C, accept nothing new, and finish what has begun.

use std::{io, time::Duration};
use tokio::signal::ctrl_c;
use tokio::time::{interval, sleep};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

async fn serve(customer: u64, closing: CancellationToken) {
    for letter in 1..=3 {
        if closing.is_cancelled() {
            println!("Customer {customer}: keeps the rest");
            return;
        }
        sleep(Duration::from_secs(7 * customer)).await;
        println!("Customer {customer}: letter {letter} is sent");
    }
}

async fn open(closing: CancellationToken, customers: TaskTracker) {
    let mut door = interval(Duration::from_secs(10));
    // A server has `listener.accept()` instead of `door.tick()`.
    for customer in 1.. {
        if closing.run_until_cancelled(door.tick()).await.is_none() {
            return;
        }
        println!("Customer {customer}: comes in");
        customers.spawn(serve(customer, closing.clone()));
    }
}

/// Waits for Ctrl-C, but no longer than `limit`.
async fn ctrl_c_or(limit: Duration) -> io::Result<()> {
    tokio::select! {
        result = ctrl_c() => result,
        () = sleep(limit) => Ok(()),
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let (closing, customers) = (CancellationToken::new(), TaskTracker::new());
    let office = tokio::spawn(open(closing.clone(), customers.clone()));
    // Nobody presses Ctrl-C in a recipe: yours has `ctrl_c().await?` here.
    ctrl_c_or(Duration::from_secs(25)).await?;
    println!("The post office closes");
    closing.cancel();
    office.await?;
    customers.close();
    tokio::select! {
        () = customers.wait() => println!("Nobody is left"),
        result = ctrl_c_or(Duration::from_secs(15)) => {
            result?;
            println!("Customers who must leave: {}", customers.len());
        }
    }
    Ok(())
}
