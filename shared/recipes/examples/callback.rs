//! Take an async closure as a callback.

use std::time::Duration;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, sleep};

/// Washes, and calls back after each load. The closure may keep what it borrows across its awaits: the
/// load that it is given, and what it has captured.
async fn wash_all(loads: &[&str], mut done: impl AsyncFnMut(&str)) {
    for load in loads {
        sleep(Duration::from_secs(30 * 60)).await;
        done(load).await;
    }
}

/// Washes in a task of its own, and calls back at the end. Here, the future that the closure returns has
/// a name, `Done`, so that we can ask for one that is `Send`.
fn wash_in_a_task<F, Done>(load: String, done: F) -> JoinHandle<()>
where
    F: FnOnce(String) -> Done + Send + 'static,
    Done: Future<Output = ()> + Send,
{
    tokio::spawn(async move {
        sleep(Duration::from_secs(30 * 60)).await;
        done(load).await;
    })
}

fn minutes(began: Instant) -> u64 {
    began.elapsed().as_secs() / 60
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    let began = Instant::now();

    let mut folded = Vec::new();
    wash_all(&["shirts", "towels"], async |load| {
        println!("{} min: Ann folds the {load}", minutes(began));
        sleep(Duration::from_secs(10 * 60)).await;
        folded.push(load.to_owned());
    })
    .await;
    println!("{} min: {} are folded", minutes(began), folded.join(" and "));

    let task = wash_in_a_task("socks".to_owned(), async move |load| {
        sleep(Duration::from_secs(5 * 60)).await;
        println!("{} min: Tom has found pairs of {load}", minutes(began));
    });
    task.await
}
