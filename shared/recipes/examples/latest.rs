//! Show the latest state, and skip those in between.

use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// Looks this many seconds after a change, and sees the state at that time.
async fn look(name: &str, seconds: u64, mut oven: watch::Receiver<u32>) {
    loop {
        sleep(Duration::from_secs(seconds)).await;
        // Copied, since what `borrow_and_update` returns holds a lock: don't keep it across an `.await`.
        let degrees = *oven.borrow_and_update();
        println!("{name} sees {degrees} degrees");
        if oven.changed().await.is_err() {
            break; // the sender is gone, and its last state has been seen
        }
    }
    println!("{name} goes away");
}

async fn bake(mut oven: watch::Receiver<u32>) -> anyhow::Result<()> {
    let degrees = *oven.wait_for(|degrees| *degrees >= 180).await?;
    println!("Bob puts the cake in at {degrees} degrees");
    Ok(())
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let (oven, display) = watch::channel(20);
    let mia = tokio::spawn(look("Mia", 1, display.clone()));
    let tom = tokio::spawn(look("Tom", 50, display.clone()));
    let bob = tokio::spawn(bake(display));
    for degrees in [80, 140, 180, 200] {
        sleep(Duration::from_secs(30)).await;
        println!("The oven has {degrees} degrees");
        oven.send(degrees)?;
    }
    drop(oven);
    bob.await??;
    mia.await?;
    Ok(tom.await?)
}
