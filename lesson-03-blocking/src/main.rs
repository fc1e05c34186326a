//! Two tasks take turns, but a task that blocks keeps the thread, and the other one waits for it.

use shared::{Queue, Timer, cli, say, watch, yield_now};
use std::task::{Context, Waker};
use std::time::Duration;

async fn task(name: &str, work_queue: Queue<Duration>) {
    while let Ok(delay) = work_queue.try_take() {
        say!("Task {name} running");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        std::thread::sleep(delay);
        timer.stop();
        yield_now().await;
    }
}

fn main() -> std::process::ExitCode {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(cli::delays([15, 10, 5, 2]));

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = Vec::new();
    for name in ["One", "Two"] {
        tasks.push(Box::pin(watch(name, task(name, work_queue.clone()))));
    }

    // Run the tasks: poll each until it yields, and keep those that are not done.
    let timer = Timer::start("\nTotal elapsed time");
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
    timer.stop();
    cli::end()
}
