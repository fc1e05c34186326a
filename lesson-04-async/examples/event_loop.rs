//! Lesson 4, with an event loop of its own: as small as can be, but a real one.

use shared::{Queue, Timer, cli, say, watch};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

thread_local! {
    /// The timers that are registered, in the order in which they end: whom they wake then.
    static TIMERS: RefCell<BTreeMap<Instant, Vec<Waker>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Waits without the thread: registers a timer that wakes the task, and suspends it.
async fn sleep(delay: Duration) {
    let end = Instant::now() + delay;
    poll_fn(|context| {
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        TIMERS.with_borrow_mut(|timers| timers.entry(end).or_default().push(waker));
        Poll::Pending
    })
    .await;
}

/// The run queue: the numbers of the tasks that are to be polled, first come, first served.
type RunQueue = Arc<Mutex<VecDeque<usize>>>;

/// Wakes a task: puts its number in the run queue.
struct TaskWaker {
    number: usize,
    run_queue: RunQueue,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.run_queue.lock().unwrap_or_else(PoisonError::into_inner).push_back(self.number);
    }
}

fn block_on_all<F: Future>(mut tasks: Vec<Pin<Box<F>>>) {
    let run_queue = RunQueue::new(Mutex::new((0..tasks.len()).collect()));
    let wakers: Vec<Waker> = (0..tasks.len())
        .map(|number| {
            Waker::from(Arc::new(TaskWaker { number, run_queue: Arc::clone(&run_queue) }))
        })
        .collect();
    let mut unfinished = tasks.len();
    while unfinished > 0 {
        let next = run_queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        if let Some(number) = next {
            // A task is ready: poll it until it is suspended, or done.
            let mut context = Context::from_waker(&wakers[number]);
            unfinished -= usize::from(tasks[number].as_mut().poll(&mut context).is_ready());
        } else if let Some((end, wakers)) = TIMERS.with_borrow_mut(BTreeMap::pop_first) {
            // All tasks wait: sleep until the first timer ends, and wake its tasks.
            std::thread::sleep(end.saturating_duration_since(Instant::now()));
            wakers.into_iter().for_each(Waker::wake);
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
