//! Stop at the first error, and cancel the rest.

use anyhow::{Result, bail};
use futures_util::future::try_join_all;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

struct Errand(&'static str);

impl Drop for Errand {
    fn drop(&mut self) {
        println!("  back from the errand for {}", self.0);
    }
}

async fn buy(what: &'static str, minutes: u64) -> Result<&'static str> {
    let _errand = Errand(what);
    sleep(Duration::from_secs(60 * minutes)).await;
    if what == "milk" {
        bail!("there is no {what} left");
    }
    println!("  bought {what}");
    Ok(what)
}

async fn with_tasks() -> Result<()> {
    let mut errands = JoinSet::new();
    for (what, minutes) in [("bread", 10), ("milk", 20), ("cheese", 30)] {
        errands.spawn(buy(what, minutes));
    }
    while let Some(result) = errands.join_next().await {
        if let Err(error) = result? {
            // Dropping the set cancels the rest, too, but doesn't wait until they end.
            errands.shutdown().await;
            return Err(error);
        }
    }
    Ok(())
}

async fn without_tasks() -> Result<()> {
    tokio::try_join!(buy("bread", 10), buy("milk", 20), buy("cheese", 30))?;
    Ok(())
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    if let Err(error) = with_tasks().await {
        println!("JoinSet: {error}");
    }
    if let Err(error) = without_tasks().await {
        println!("try_join!: {error}");
    }
    let errands = [("eggs", 10), ("bread", 20)].map(|(what, minutes)| buy(what, minutes));
    println!("try_join_all: {:?}", try_join_all(errands).await);
}
