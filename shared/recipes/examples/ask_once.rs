//! Ask only once for what many want to know.

use anyhow::{Result, ensure};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::{sync::OnceCell, task::JoinSet, time::sleep};

static CALLS: AtomicU32 = AtomicU32::new(0);

async fn call_the_bank(account: &str) -> Result<u32> {
    let call = CALLS.fetch_add(1, Relaxed) + 1;
    println!("call {call} to the bank, about {account}");
    sleep(Duration::from_secs(60)).await;
    ensure!(call > 1, "the line is busy");
    Ok(100)
}

#[derive(Clone, Default)]
struct Balances(Arc<Mutex<HashMap<String, Arc<OnceCell<u32>>>>>);

impl Balances {
    async fn get(&self, account: &str) -> Result<u32> {
        // The map is locked only for this statement, not until the bank answers.
        let cell = self
            .0
            .lock()
            .expect("nobody panics in it")
            .entry(account.to_owned())
            .or_default()
            .clone();
        cell.get_or_try_init(|| call_the_bank(account)).await.copied()
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<()> {
    let balances = Balances::default();
    let mut askers = JoinSet::new();
    for name in ["Ann", "Bob", "Mia", "Tom"] {
        let balances = balances.clone();
        askers.spawn(async move { (name, balances.get("savings").await) });
    }
    while let Some(result) = askers.join_next().await {
        match result? {
            (name, Ok(balance)) => println!("{name}: {balance}"),
            (name, Err(error)) => println!("{name}: {error}"),
        }
    }
    println!("the next day: {}", balances.get("savings").await?);
    Ok(())
}
