//! Wait until it has been quiet for a while.

use anyhow::Result;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

const QUIET: Duration = Duration::from_secs(2);

async fn save_when_quiet(mut drafts: mpsc::Receiver<String>) {
    let start = Instant::now();
    while let Some(mut draft) = drafts.recv().await {
        // Each newer draft replaces the one before, and the wait starts again.
        while let Ok(Some(newer)) = timeout(QUIET, drafts.recv()).await {
            draft = newer;
        }
        println!("after {} seconds: {draft:?}", start.elapsed().as_secs());
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<()> {
    let (sender, drafts) = mpsc::channel(8);
    let saver = tokio::spawn(save_when_quiet(drafts));
    let mut letter = String::new();
    for (words, seconds) in [("Dear ", 1), ("aunt, ", 1), ("we ", 5), ("are ", 1), ("well.", 1)] {
        letter.push_str(words);
        sender.send(letter.clone()).await?;
        sleep(Duration::from_secs(seconds)).await;
    }
    // The last draft is saved at once: nobody can send another one.
    drop(sender);
    saver.await?;
    Ok(())
}
