//! Ask only once for an answer that many tasks want.

use anyhow::Result;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::{sync::OnceCell, task::JoinSet, time::sleep};

#[derive(Debug, thiserror::Error)]
#[error("the line is busy")]
struct Busy;

static CALLS: AtomicU32 = AtomicU32::new(0);

async fn call_the_bank(account: &str) -> Result<u32, Busy> {
    let call = CALLS.fetch_add(1, Relaxed) + 1;
    println!("call {call} to the bank, about {account}");
    sleep(Duration::from_secs(60)).await;
    if call == 1 { Err(Busy) } else { Ok(100) }
}

#[derive(Clone, Default)]
struct Balances(Arc<Mutex<HashMap<String, Arc<OnceCell<u32>>>>>);

impl Balances {
    async fn get(&self, account: &str) -> Result<u32, Busy> {
        let cell = {
            // The map is unlocked again before the bank is called.
            let mut cells = self.0.lock().expect("nobody panics with it");
            cells.entry(account.to_owned()).or_default().clone()
        };
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
