//! Who works on what: tasks run under watch, so that the helpers know on whose behalf they are
//! called and how much of the work is done.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts the pieces of work that are done, and knows every task that was ever watched.
static DONE: AtomicUsize = AtomicUsize::new(0);
static TASKS: Mutex<Vec<Arc<Task>>> = Mutex::new(Vec::new());

thread_local! {
    /// The task that this thread is running now.
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
}

/// A task that is watched. It is busy from taking a piece of work until a timer stops, the task
/// comes back for the next piece, or it ends.
struct Task {
    name: String,
    busy: AtomicBool,
}

impl Task {
    fn new(name: &str) -> Arc<Self> {
        let task = Arc::new(Self { name: name.to_owned(), busy: AtomicBool::new(false) });
        TASKS.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&task));
        task
    }

    /// Makes this the current task while `run` runs.
    fn run<R>(self: &Arc<Self>, run: impl FnOnce() -> R) -> R {
        let before = CURRENT.replace(Some(Arc::clone(self)));
        let result = run();
        CURRENT.set(before);
        result
    }

    fn set_busy(&self, busy: bool) {
        if self.busy.swap(busy, Ordering::Relaxed) {
            DONE.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Calls `function` as the task `name`.
pub fn watch_fn<R>(name: &str, function: impl FnOnce() -> R) -> R {
    let task = Task::new(name);
    let result = task.run(function);
    task.set_busy(false);
    result
}

/// Makes `future` the task `name`: the same future, except that the helpers know whenever it is
/// polled.
pub fn watch<F: Future>(name: &str, future: F) -> impl Future<Output = F::Output> + use<F> {
    let task = Task::new(name);
    async move {
        let mut future = pin!(future);
        let output = poll_fn(|context| task.run(|| future.as_mut().poll(context))).await;
        task.set_busy(false);
        output
    }
}

/// The current task, if there is one, has taken a piece of work.
pub(crate) fn took_work() {
    set_busy(true);
}

/// The current task, if there is one, has finished its piece of work; says if there is one.
pub(crate) fn finished_work() -> bool {
    set_busy(false)
}

fn set_busy(busy: bool) -> bool {
    CURRENT.with_borrow(|task| task.as_ref().map(|task| task.set_busy(busy)).is_some())
}

/// How many pieces of work are done, and the names of the tasks that are busy with one.
pub(crate) fn progress() -> (usize, Vec<String>) {
    let tasks = TASKS.lock().unwrap_or_else(PoisonError::into_inner);
    let busy = tasks.iter().filter(|task| task.busy.load(Ordering::Relaxed));
    (DONE.load(Ordering::Relaxed), busy.map(|task| task.name.clone()).collect())
}
