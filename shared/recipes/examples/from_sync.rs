//! Call async code from sync code, and the other way round.

use anyhow::{Context, anyhow};
use std::{thread, time::Duration};
use tokio::{runtime::Runtime, sync::mpsc, task, time::sleep};

async fn call(name: &str) -> String {
    sleep(Duration::from_millis(5)).await;
    format!("{name} says hello")
}

/// Blocks its thread, like a library that isn't async.
fn look_up(name: &str) -> String {
    thread::sleep(Duration::from_millis(5));
    format!("page {} of the phone book", name.len())
}

/// From async to sync: a thread of a pool blocks, and the task waits for it.
async fn look_up_beside(name: &'static str) -> anyhow::Result<String> {
    task::spawn_blocking(|| look_up(name)).await.context("the search ended without a result")
}

/// Answers letters as they come, until nobody can send more.
async fn post_office(
    mut letters: mpsc::Receiver<&'static str>,
    answers: mpsc::Sender<String>,
) -> anyhow::Result<()> {
    while let Some(name) = letters.recv().await {
        let answer = format!("{}, {}", call(name).await, look_up_beside(name).await?);
        answers.send(answer).await?;
    }
    Ok(())
}

fn main() -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    // From sync to async: this thread waits until the future is done.
    println!("main: {}", runtime.block_on(call("Ann")));

    // Any other thread does the same with a handle.
    let handle = runtime.handle().clone();
    let thread = thread::spawn(move || handle.block_on(call("Bob")));
    println!("a thread: {}", thread.join().map_err(|_| anyhow!("the thread panicked"))?);

    // Side by side: a task goes on while this thread does something else, and channels join the two.
    let (letters, inbox) = mpsc::channel(8);
    let (outbox, mut answers) = mpsc::channel(8);
    let office = runtime.spawn(post_office(inbox, outbox));
    for name in ["Mia", "Tom"] {
        // Both fail only if the post office has ended early. Then its handle says why.
        let Ok(()) = letters.blocking_send(name) else { break };
        let Some(answer) = answers.blocking_recv() else { break };
        println!("by letter: {answer}");
    }
    drop(letters);
    runtime.block_on(office)??;
    println!("the post office is closed");
    Ok(())
}
