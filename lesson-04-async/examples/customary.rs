//! Lesson 4 as people write it: `#[tokio::main]` makes the event loop, and tasks have results.

use shared::{Queue, Timer, cli, note, say, watch};
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};

async fn task(name: &str, work_queue: Queue<Duration>) -> f64 {
    let mut waited = 0.0;
    while let Ok(delay) = work_queue.take().await {
        say!("Task {name} running");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        tokio::time::sleep(delay).await;
        waited += timer.stop();
    }
    waited
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<std::process::ExitCode, JoinError> {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(cli::delays([15, 10, 5, 2]));

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = JoinSet::new();
    for name in ["One", "Two"] {
        tasks.spawn(watch(name, task(name, work_queue.clone())));
    }

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    while let Some(waited) = tasks.join_next().await {
        note(format_args!("A task is done: it has waited for {:.1} s.", waited?));
    }
    timer.stop();
    Ok(cli::end())
}
