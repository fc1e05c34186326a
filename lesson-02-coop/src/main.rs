//! Two tasks take turns: each one runs until it yields, and a loop resumes the next.

use shared::{Queue, cli, say, watch, yield_now};
use std::task::{Context, Waker};

async fn task(name: &str, work_queue: Queue<u64>) {
    while let Ok(count) = work_queue.try_take() {
        say!("Task {name} running");
        let mut total = 0_u64;
        for _ in 0..count {
            total += 1;
            yield_now().await;
        }
        say!("Task {name} total: {total}");
    }
}

fn main() -> std::process::ExitCode {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(cli::counts([15, 10, 5, 2]));

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = Vec::new();
    for name in ["One", "Two"] {
        tasks.push(Box::pin(watch(name, task(name, work_queue.clone()))));
    }

    // Run the tasks: poll each until it yields, and keep those that are not done.
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
    cli::end()
}
