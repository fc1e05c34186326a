//! Hand work to consumers, no faster than they take it.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

async fn bring(name: &str, began: Instant, basket: mpsc::Sender<String>) {
    for number in 1..=3 {
        // This waits while the basket is full.
        if basket.send(format!("{name}'s shirt {number}")).await.is_err() {
            return; // all consumers are gone
        }
        println!("{:3} s: {name} has put shirt {number} in", began.elapsed().as_secs());
    }
}

async fn iron(
    name: &str,
    seconds: u64,
    began: Instant,
    basket: Arc<Mutex<mpsc::Receiver<String>>>,
) {
    loop {
        // In a `let` of its own: as `while let`, it would hold the lock until the shirt is ironed.
        let shirt = basket.lock().await.recv().await;
        let Some(shirt) = shirt else { break };
        sleep(Duration::from_secs(seconds)).await;
        println!("{:3} s: {name} has ironed {shirt}", began.elapsed().as_secs());
    }
    println!("{:3} s: {name} goes home", began.elapsed().as_secs());
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let began = Instant::now();
    let (sender, receiver) = mpsc::channel(2);
    let receiver = Arc::new(Mutex::new(receiver));
    let mut tasks = JoinSet::new();
    tasks.spawn(bring("Mia", began, sender.clone()));
    tasks.spawn(bring("Tom", began, sender)); // the last sender: none is left in `main`
    tasks.spawn(iron("Ann", 60, began, receiver.clone()));
    tasks.spawn(iron("Bob", 70, began, receiver));
    while let Some(result) = tasks.join_next().await {
        result?;
    }
    Ok(())
}
