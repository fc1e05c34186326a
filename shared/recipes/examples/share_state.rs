//! Share state between tasks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// The lock stays in here. No method is `async`, so none can hold it across an `.await`.
#[derive(Default)]
struct Chores(std::sync::Mutex<BTreeMap<&'static str, u32>>);

impl Chores {
    fn add(&self, name: &'static str) -> u32 {
        let mut counts = self.0.lock().expect("nobody panics with this lock");
        let count = counts.entry(name).or_default();
        *count += 1;
        *count
    }

    fn all(&self) -> BTreeMap<&'static str, u32> {
        self.0.lock().expect("as in `add`").clone()
    }
}

/// The washer takes one load at a time, and makes the others wait.
struct Washer {
    loads: u32,
}

impl Washer {
    async fn wash(&mut self) -> u32 {
        sleep(Duration::from_secs(30)).await;
        self.loads += 1;
        self.loads
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let chores = Arc::new(Chores::default());
    // A task keeps the washer across an `.await`, so this needs tokio's lock.
    let washer = Arc::new(tokio::sync::Mutex::new(Washer { loads: 0 }));
    let mut tasks = JoinSet::new();
    for name in ["Ann", "Mia", "Ann"] {
        let (chores, washer) = (chores.clone(), washer.clone());
        tasks.spawn(async move {
            let load = washer.lock().await.wash().await;
            println!("Load {load} is {name}'s, who has done {} by now", chores.add(name));
        });
    }
    while let Some(result) = tasks.join_next().await {
        result?;
    }
    println!("{:?}", chores.all());
    Ok(())
}
