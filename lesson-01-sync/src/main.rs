//! One task after the other: the first one empties the queue and leaves nothing for the second.

use shared::{Queue, cli, say, watch_fn};

fn task(name: &str, work_queue: Queue<u64>) {
    let mut idle = true;
    while let Ok(count) = work_queue.try_take() {
        idle = false;
        say!("Task {name} running");
        let mut total = 0_u64;
        for _ in 0..count {
            total += 1;
        }
        say!("Task {name} total: {total}");
    }
    if idle {
        say!("Task {name} nothing to do");
    }
}

fn main() -> std::process::ExitCode {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(cli::counts([15, 10, 5, 2]));

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = Vec::new();
    for name in ["One", "Two"] {
        tasks.push((name, work_queue.clone()));
    }

    // Run the tasks, one after the other.
    for (name, work_queue) in tasks {
        watch_fn(name, || task(name, work_queue));
    }
    cli::end()
}
