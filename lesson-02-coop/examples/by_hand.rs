//! Lesson 2, with the state machine that the compiler makes of its task written by hand.

use shared::{Queue, cli, say, watch};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// The place where the task goes on when it is polled, and the variables that it needs there.
enum State {
    TakeWork,
    Count { count: u64, total: u64 },
}

// None of its fields refers to another one, so it is `Unpin`: it can be moved, and changed through its
// `Pin`. The future of an async fn isn't, since its variables may refer to each other.
struct Task {
    name: &'static str,
    work_queue: Queue<u64>,
    state: State,
}

impl Future for Task {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let name = self.name;
        loop {
            self.state = match self.state {
                State::TakeWork => {
                    let Ok(count) = self.work_queue.try_take() else { return Poll::Ready(()) };
                    say!("Task {name} running");
                    State::Count { count, total: 0 }
                }
                State::Count { count, total } if total < count => {
                    self.state = State::Count { count, total: total + 1 };
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                State::Count { total, .. } => {
                    say!("Task {name} total: {total}");
                    State::TakeWork
                }
            };
        }
    }
}

fn task(name: &'static str, work_queue: Queue<u64>) -> Task {
    Task { name, work_queue, state: State::TakeWork }
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
