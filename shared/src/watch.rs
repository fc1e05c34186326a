//! Watching tasks as they run: it tells the other helpers which task is calling them and how much of
//! the work is done, and writes the log of the run.

use std::cell::{Cell, RefCell};
use std::fmt::Arguments;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Instant;
use timeline::{Event, Executor, Place, WaitReason};
use viewer::{Noting, TaskRecorder, session};

/// The number of pieces of work done so far.
static DONE: AtomicUsize = AtomicUsize::new(0);
/// The watched tasks, in the order of their creation. Some may have been dropped.
static TASKS: Mutex<Vec<Weak<Task>>> = Mutex::new(Vec::new());

thread_local! {
    /// The task that this thread is running now.
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
    /// The current task's reason to wait, and the place where it waits, as far as the helpers know.
    static WAITS_FOR: Cell<Option<(WaitReason, Place)>> = const { Cell::new(None) };
}

/// A task. It's busy from taking a piece of work until it stops a timer, takes the next piece, or
/// ends.
struct Task {
    #[cfg_attr(not(feature = "live"), expect(dead_code, reason = "only Ctrl-C tells it"))]
    name: String,
    busy: AtomicBool,
    /// The recorder that writes to the log; `None` if the run isn't recorded.
    recorder: Option<TaskRecorder>,
}

impl Task {
    fn set_busy(&self, busy: bool) {
        if self.busy.swap(busy, Ordering::Relaxed) {
            DONE.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn note(&self, event: Event, at: Instant, place: Option<Place>) {
        if let Some(recorder) = &self.recorder {
            recorder.note(event, at, place);
        }
    }
}

/// A guard that watches a task until it's dropped.
struct Watched {
    task: Arc<Task>,
    /// The task to swap in: this one while it's suspended, the previous one while it runs.
    swapped: Option<Arc<Task>>,
}

impl Watched {
    #[track_caller]
    fn new(name: &str, at: Instant, is_future: bool) -> Self {
        let place = Place::of_caller();
        let recorder = session::recording().map(|log| log.task(name, at, is_future, place));
        let mut tasks = tasks();
        let task = Arc::new(Task { name: name.to_owned(), busy: AtomicBool::new(false), recorder });
        // The list doubles in size whenever it is full, so looking through it then costs next to
        // nothing per task.
        if tasks.len() == tasks.capacity() {
            tasks.retain(|task| task.strong_count() > 0);
            let left = tasks.len();
            tasks.reserve(left);
        }
        tasks.push(Arc::downgrade(&task));
        Self { swapped: Some(Arc::clone(&task)), task }
    }

    /// Makes this the current task while `run` runs.
    fn run<R>(&mut self, run: impl FnOnce() -> R) -> R {
        /// Swaps the previous task back, even if `run` panics.
        struct Swapped<'a>(&'a mut Option<Arc<Task>>);
        impl Drop for Swapped<'_> {
            fn drop(&mut self) {
                CURRENT.with_borrow_mut(|current| mem::swap(current, self.0));
            }
        }
        CURRENT.with_borrow_mut(|current| mem::swap(current, &mut self.swapped));
        let _swapped = Swapped(&mut self.swapped);
        run()
    }

    /// Polls the future of this task, and logs the result.
    fn poll<F: Future>(
        &mut self,
        future: Pin<&mut F>,
        context: &mut Context<'_>,
        noting: &mut Option<Noting>,
    ) -> Poll<F::Output> {
        let Some(recorder) = self.task.recorder.clone() else {
            return self.run(|| future.poll(context));
        };
        recorder.poll(context, noting, |context| {
            WAITS_FOR.set(None);
            (self.run(|| future.poll(context)), WAITS_FOR.take())
        })
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.task.note(Event::Finished, Instant::now(), None);
    }
}

fn tasks() -> MutexGuard<'static, Vec<Weak<Task>>> {
    TASKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls `function` as the task `name`, and records when it runs.
#[track_caller]
pub fn watch_fn<R>(name: &str, function: impl FnOnce() -> R) -> R {
    let now = Instant::now();
    let mut watched = Watched::new(name, now, false);
    watched.task.note(Event::Resumed(Executor::Main), now, None);
    let result = watched.run(function);
    watched.task.set_busy(false);
    result
}

/// Makes `future` the task `name`. It stays the same future, but the helpers know when it's polled.
///
/// Watch the futures that an executor polls. A watched future inside another one counts as a task of
/// its own, and while it runs, both of them run.
#[track_caller]
pub fn watch<F: Future>(name: &str, future: F) -> impl Future<Output = F::Output> + use<F> {
    let mut watched = Watched::new(name, Instant::now(), true);
    async move {
        let mut future = pin!(future);
        let mut noting = None;
        let output = poll_fn(|context| watched.poll(future.as_mut(), context, &mut noting)).await;
        watched.task.set_busy(false);
        output
    }
}

/// Awaits `future`, and tells the log why the current task waits until then, and where.
#[track_caller]
pub(crate) fn waiting_for<F: Future>(
    wait: WaitReason,
    future: F,
) -> impl Future<Output = F::Output> {
    let place = Place::of_caller();
    async move {
        let mut future = pin!(future);
        poll_fn(|context| {
            let poll = future.as_mut().poll(context);
            if poll.is_pending() {
                WAITS_FOR.set(Some((wait, place)));
            }
            poll
        })
        .await
    }
}

/// Calls `function` with the current task. Returns its result, or `None` outside of tasks.
fn with_current<R>(function: impl FnOnce(&Task) -> R) -> Option<R> {
    CURRENT.with_borrow(|task| task.as_deref().map(function))
}

/// Notes that the current task has taken a piece of work at this place, with its number if known.
pub(crate) fn took_work(number: Option<usize>, place: Place) {
    with_current(|task| {
        task.set_busy(true);
        number.map(|number| task.note(Event::TookWork(number), Instant::now(), Some(place)))
    });
}

/// Notes that the current task has looked for work at this place, and that no more will come.
pub(crate) fn found_no_work(place: Place) {
    with_current(|task| task.recorder.as_ref().map(|recorder| recorder.found_no_work(place)));
}

/// Notes that the current task has started a timer; returns whether there is a current task.
#[track_caller]
pub(crate) fn started_timer(at: Instant) -> bool {
    let place = Some(Place::of_caller());
    with_current(|task| task.note(Event::TimerStarted, at, place)).is_some()
}

/// Notes that the current task has finished its piece of work and stopped its timer.
#[track_caller]
pub(crate) fn finished_work(at: Instant) {
    let place = Some(Place::of_caller());
    with_current(|task| {
        task.set_busy(false);
        task.note(Event::TimerStopped, at, place);
    });
}

/// Notes that a line is about to be printed. Prints the narration that a task's line has to follow.
#[track_caller]
pub(crate) fn before_output(line: Arguments<'_>) {
    let task = with_current(|task| task.recorder.clone()).flatten();
    session::before_output(task.as_ref(), line, Place::of_caller());
}

/// Returns the number of pieces of work done, and the names of the tasks that are busy with one.
#[cfg(feature = "live")]
pub(crate) fn progress() -> (usize, Vec<String>) {
    let tasks: Vec<_> = tasks().iter().filter_map(Weak::upgrade).collect();
    let busy = tasks.iter().filter(|task| task.busy.load(Ordering::Relaxed));
    (DONE.load(Ordering::Relaxed), busy.map(|task| task.name.clone()).collect())
}
