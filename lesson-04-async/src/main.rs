//! Two tasks wait at the same time: a task that waits gives the thread back to the event loop.

use shared::{Queue, Timer, cli, say, watch};
use std::time::Duration;
use tokio::{runtime::Builder, task::JoinSet};

async fn task(name: &str, work_queue: Queue<Duration>) {
    while let Ok(delay) = work_queue.take().await {
        say!("Task {name} running");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        tokio::time::sleep(delay).await;
        timer.stop();
    }
}

fn main() -> std::process::ExitCode {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(cli::delays([15, 10, 5, 2]));

    // Create the tasks, each with a handle on the same queue.
    let event_loop = Builder::new_current_thread().enable_time().build().expect("only I/O fails");
    let mut tasks = JoinSet::new();
    for name in ["One", "Two"] {
        tasks.spawn_on(watch(name, task(name, work_queue.clone())), event_loop.handle());
    }

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    event_loop.block_on(tasks.join_all());
    timer.stop();
    cli::end()
}
