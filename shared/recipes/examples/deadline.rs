//! Set a deadline for all work, and keep the results so far.

use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout, timeout_at};

const MINUTE: Duration = Duration::from_secs(60);
const CHORES: [(&str, u32); 4] = [("dust", 20), ("dishes", 30), ("windows", 100), ("floor", 40)];

async fn chore((name, minutes): (&'static str, u32)) -> &'static str {
    sleep(minutes * MINUTE).await;
    name
}

async fn in_tasks() -> Result<(), JoinError> {
    // A moment, not a duration, so it doesn't start again with each chore.
    let deadline = Instant::now() + 60 * MINUTE;
    let mut chores: JoinSet<_> = CHORES.into_iter().map(chore).collect();
    let mut done = Vec::new();
    while let Ok(Some(result)) = timeout_at(deadline, chores.join_next()).await {
        done.push(result?);
    }
    println!("everybody helps: {done:?} done, {} given up", chores.len());
    chores.shutdown().await;
    Ok(())
}

async fn one_by_one() {
    let mut done = Vec::new();
    let all = async {
        for it in CHORES {
            done.push(chore(it).await);
        }
    };
    // The time-out drops `all`, but not `done`, which it only borrows.
    let is_late = timeout(60 * MINUTE, all).await.is_err();
    println!("Tom alone: {done:?} done, out of time: {is_late}");
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    in_tasks().await?;
    one_by_one().await;
    Ok(())
}
