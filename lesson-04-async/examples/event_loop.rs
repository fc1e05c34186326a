//! Lesson 4, with an event loop of its own, as small as possible, but a real one.

use shared::{Queue, Timer, cli, say, watch};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

thread_local! {
    /// The timers that are registered, in the order in which they end, and the waker of each.
    static TIMERS: RefCell<BTreeMap<(Instant, u64), Waker>> = const { RefCell::new(BTreeMap::new()) };
    /// The number of the next timer, by which timers that end together are told apart.
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Waits, and gives the thread back.
pub fn sleep(delay: Duration) -> impl Future<Output = ()> {
    let number = NEXT.get();
    NEXT.set(number + 1);
    Sleep { timer: (Instant::now() + delay, number) }
}

/// A wait: when its timer ends, and the number of that timer.
struct Sleep {
    timer: (Instant, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.timer.0 {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        TIMERS.with_borrow_mut(|timers| timers.insert(self.timer, waker));
        Poll::Pending
    }
}

impl Drop for Sleep {
    /// Forgets the timer, if it has not ended: nobody waits for it any more.
    fn drop(&mut self) {
        TIMERS.with_borrow_mut(|timers| timers.remove(&self.timer));
    }
}

/// Wakes the tasks whose timers have ended. Returns the time until the next timer ends.
fn wake_timers() -> Duration {
    TIMERS.with_borrow_mut(|timers| {
        while let Some(first) = timers.first_entry() {
            let rest = first.key().0.saturating_duration_since(Instant::now());
            if !rest.is_zero() {
                return rest;
            }
            first.remove().wake();
        }
        Duration::MAX
    })
}

/// Wakes a task: puts its number in the run queue.
struct TaskWaker {
    number: usize,
    run_queue: mpsc::Sender<usize>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        // It fails if the event loop has ended, and then there is nothing to wake.
        let _ = self.run_queue.send(self.number);
    }
}

/// Runs the event loop until all of these tasks are done.
pub fn block_on_all<F: Future>(futures: Vec<Pin<Box<F>>>) {
    // The run queue has the numbers of the tasks that are to be polled: at first, all of them.
    let (sender, run_queue) = mpsc::channel();
    let mut tasks = Vec::new();
    for (number, future) in futures.into_iter().enumerate() {
        let waker = Waker::from(Arc::new(TaskWaker { number, run_queue: sender.clone() }));
        waker.wake_by_ref();
        tasks.push(Some((future, waker)));
    }

    let mut unfinished = tasks.len();
    while unfinished > 0 {
        // If no task is ready, the thread sleeps until one is woken or the first timer ends.
        let Ok(number) = run_queue.recv_timeout(wake_timers()) else { continue };
        // A task is ready: poll it until it is suspended, or done. A task that is done may still be woken.
        let Some((future, waker)) = &mut tasks[number] else { continue };
        if future.as_mut().poll(&mut Context::from_waker(waker)).is_ready() {
            tasks[number] = None;
            unfinished -= 1;
        }
    }
}

async fn task(name: &str, work_queue: Queue<Duration>) {
    while let Ok(delay) = work_queue.take().await {
        say!("Task {name} running");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        sleep(delay).await;
        timer.stop();
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

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    block_on_all(tasks);
    timer.stop();
    cli::end()
}
