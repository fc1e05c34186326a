//! Who works on what: tasks run under watch, so that the helpers know on whose behalf they are
//! called and how much of the work is done.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many pieces of work are done.
static DONE: AtomicUsize = AtomicUsize::new(0);
/// The tasks that are watched, by number.
static TASKS: Mutex<BTreeMap<usize, Arc<Task>>> = Mutex::new(BTreeMap::new());

thread_local! {
    /// The task that this thread is running now.
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
}

/// A task. It is busy from taking a piece of work until it stops a timer, comes back for the next
/// piece, or is done.
struct Task {
    name: String,
    busy: AtomicBool,
}

impl Task {
    fn set_busy(&self, busy: bool) {
        if self.busy.swap(busy, Ordering::Relaxed) {
            DONE.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A task that is watched until this is dropped.
struct Watched {
    number: usize,
    task: Arc<Task>,
}

impl Watched {
    fn new(name: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let task = Arc::new(Task { name: name.to_owned(), busy: AtomicBool::new(false) });
        tasks().insert(number, Arc::clone(&task));
        Self { number, task }
    }

    /// Makes this the current task while `run` runs.
    fn run<R>(&self, run: impl FnOnce() -> R) -> R {
        /// Puts the task back that was current before, also when `run` panics.
        struct Before(Option<Arc<Task>>);
        impl Drop for Before {
            fn drop(&mut self) {
                CURRENT.set(self.0.take());
            }
        }
        let _before = Before(CURRENT.replace(Some(Arc::clone(&self.task))));
        run()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        tasks().remove(&self.number);
    }
}

fn tasks() -> MutexGuard<'static, BTreeMap<usize, Arc<Task>>> {
    TASKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls `function` as the task `name`: the same call, except that the helpers know of it.
pub fn watch_fn<R>(name: &str, function: impl FnOnce() -> R) -> R {
    let watched = Watched::new(name);
    let result = watched.run(function);
    watched.task.set_busy(false);
    result
}

/// Makes `future` the task `name`: the same future, except that the helpers know whenever it is
/// polled.
pub fn watch<F: Future>(name: &str, future: F) -> impl Future<Output = F::Output> + use<F> {
    let watched = Watched::new(name);
    async move {
        let mut future = pin!(future);
        let output = poll_fn(|context| watched.run(|| future.as_mut().poll(context))).await;
        watched.task.set_busy(false);
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
    let tasks = tasks();
    let busy = tasks.values().filter(|task| task.busy.load(Ordering::Relaxed));
    (DONE.load(Ordering::Relaxed), busy.map(|task| task.name.clone()).collect())
}
