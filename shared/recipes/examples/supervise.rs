//! Start a task again when it has panicked, but not for ever.

use std::time::Duration;
use tokio::task::JoinError;
use tokio::time::sleep;
use tokio_util::task::AbortOnDropHandle;

async fn run(machine: &'static str, faults: u32, attempt: u32) -> String {
    println!("{machine}: attempt {attempt}");
    sleep(Duration::from_secs(30)).await;
    assert!(attempt > faults, "the {machine} is jammed");
    format!("{machine}: done")
}

/// Runs the future that `start` returns as a task. If it panics, starts it again, up to `attempts` times in all.
async fn supervise<F>(
    attempts: u32,
    mut start: impl FnMut(u32) -> F,
) -> Result<F::Output, JoinError>
where
    F: Future<Output: Send> + Send + 'static,
{
    let mut pause = Duration::from_secs(1);
    let mut attempt = 1;
    loop {
        // A task of its own: a panic ends it, and nothing else. It is cancelled with this future, too.
        match AbortOnDropHandle::new(tokio::spawn(start(attempt))).await {
            Err(error) if error.is_panic() && attempt < attempts => {
                println!("Again in {pause:?}, since {error}");
                sleep(pause).await;
                pause *= 2;
                attempt += 1;
            }
            result => return result,
        }
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // Each attempt gets a new future: one that has panicked can't be polled again.
    for (machine, faults) in [("washer", 2), ("dryer", 9)] {
        match supervise(3, |attempt| run(machine, faults, attempt)).await {
            Ok(done) => println!("{done}"),
            Err(error) => println!("Ann calls the repair service: {error}"),
        }
    }
}
