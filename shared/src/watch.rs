//! Tasks run under watch, so that the helpers know on whose behalf they are called, how much of the
//! work is done, and what has to be noted in the log of the run.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;
use timeline::{Event, Executor, WaitReason};
use viewer::{TaskRecorder, session};

/// The number of pieces of work that are done.
static DONE: AtomicUsize = AtomicUsize::new(0);
/// The tasks that are watched, in the order of their creation; some may have been dropped.
static TASKS: Mutex<Vec<Weak<Task>>> = Mutex::new(Vec::new());

thread_local! {
    /// The task that this thread is running now.
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
    /// What the current task is about to wait for, as far as the helpers know.
    static WAITS_FOR: Cell<Option<WaitReason>> = const { Cell::new(None) };
}

/// A task. It is busy from taking a piece of work until it stops a timer, comes back for the next
/// piece, or is done.
struct Task {
    #[cfg_attr(not(feature = "live"), expect(dead_code, reason = "it is for Ctrl-C to tell"))]
    name: String,
    busy: AtomicBool,
    /// The means by which it writes to the log, if the run is recorded.
    recorder: Option<TaskRecorder>,
}

impl Task {
    fn set_busy(&self, busy: bool) {
        if self.busy.swap(busy, Ordering::Relaxed) {
            DONE.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn note(&self, event: Event, at: Instant) {
        if let Some(recorder) = &self.recorder {
            recorder.note(event, at);
        }
    }
}

/// A task that is watched until this is dropped.
struct Watched {
    task: Arc<Task>,
    /// The task to swap in: this one while it is suspended, the previous one while it runs.
    swapped: Option<Arc<Task>>,
}

impl Watched {
    fn new(name: &str, at: Instant) -> Self {
        let recording = session::recording();
        let mut tasks = tasks();
        let task = Arc::new(Task {
            name: name.to_owned(),
            busy: AtomicBool::new(false),
            recorder: recording.map(|recording| recording.task(name, at)),
        });
        // Looking through a full list, and making it twice as long as what is left of it, costs
        // next to nothing per task.
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
        /// Swaps back the task that was current before, also when `run` panics.
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

    /// Polls the future of this task, and notes in the log what comes of it. `noting` is the waker
    /// of the last poll.
    fn poll<F: Future>(
        &mut self,
        future: Pin<&mut F>,
        context: &mut Context<'_>,
        noting: &mut Option<(Waker, Waker)>,
    ) -> Poll<F::Output> {
        let Some(recorder) = self.task.recorder.clone() else {
            return self.run(|| future.poll(context));
        };
        let waker = context.waker();
        // `will_wake(Waker::noop())` is false of a noop waker that was compiled elsewhere, as each unit
        // of code may have its own table for it: so it is in release builds of the lessons. None has
        // data, and without that no particular task is woken.
        let can_wake = !waker.data().is_null();
        let executor = if can_wake { Executor::EventLoop } else { Executor::Loop };
        let (_, noting) = match noting {
            Some(wakers) if wakers.0.will_wake(waker) => wakers,
            _ => {
                let waking = NotingWaker { recorder: recorder.clone(), waker: waker.clone() };
                noting.insert((waker.clone(), Waker::from(Arc::new(waking))))
            }
        };
        recorder.note(Event::Resumed(executor), Instant::now());
        WAITS_FOR.set(None);
        let poll = self.run(|| future.poll(&mut Context::from_waker(noting)));
        let wait = WAITS_FOR.take();
        if poll.is_pending() {
            recorder.note(Event::Suspended(wait), Instant::now());
        }
        poll
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.task.note(Event::Finished, Instant::now());
    }
}

/// A waker that notes in the log that it was used.
struct NotingWaker {
    recorder: TaskRecorder,
    waker: Waker,
}

impl Wake for NotingWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // First, because the task may be polled by another thread as soon as it is woken.
        self.recorder.note(Event::Woken, Instant::now());
        self.waker.wake_by_ref();
    }
}

fn tasks() -> MutexGuard<'static, Vec<Weak<Task>>> {
    TASKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls `function` as the task `name`, and records when it runs.
pub fn watch_fn<R>(name: &str, function: impl FnOnce() -> R) -> R {
    let now = Instant::now();
    let mut watched = Watched::new(name, now);
    watched.task.note(Event::Resumed(Executor::Main), now);
    let result = watched.run(function);
    watched.task.set_busy(false);
    result
}

/// Makes `future` the task `name`: the same future, except that the helpers know whenever it is
/// polled.
///
/// Tasks are what an executor polls. A future that is watched inside of one that is watched counts
/// as a task of its own, and while it runs, both do.
pub fn watch<F: Future>(name: &str, future: F) -> impl Future<Output = F::Output> + use<F> {
    let mut watched = Watched::new(name, Instant::now());
    async move {
        let mut future = pin!(future);
        let mut noting = None;
        let output = poll_fn(|context| watched.poll(future.as_mut(), context, &mut noting)).await;
        watched.task.set_busy(false);
        output
    }
}

/// Awaits `future`, and tells the log what the current task waits for meanwhile.
pub(crate) async fn waiting_for<F: Future>(wait: WaitReason, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| {
        let poll = future.as_mut().poll(context);
        if poll.is_pending() {
            WAITS_FOR.set(Some(wait));
        }
        poll
    })
    .await
}

/// Returns what `function` does with the current task, if there is one.
fn with_current<R>(function: impl FnOnce(&Task) -> R) -> Option<R> {
    CURRENT.with_borrow(|task| task.as_deref().map(function))
}

/// Notes that the current task has taken a piece of work, whose number may be known.
pub(crate) fn took_work(number: Option<usize>) {
    with_current(|task| {
        task.set_busy(true);
        if let (Some(recorder), Some(number)) = (&task.recorder, number) {
            recorder.note(Event::TookWork(number), Instant::now());
        }
    });
}

/// Notes that the current task has started a timer; returns whether there is a current task.
pub(crate) fn started_timer(at: Instant) -> bool {
    with_current(|task| task.note(Event::TimerStarted, at)).is_some()
}

/// Notes that the current task has finished its piece of work and stopped its timer.
pub(crate) fn finished_work(at: Instant) {
    with_current(|task| {
        task.set_busy(false);
        task.note(Event::TimerStopped, at);
    });
}

/// Prints the pending narration before the current task prints.
pub(crate) fn before_output() {
    with_current(|task| task.recorder.as_ref().map(TaskRecorder::before_output));
}

/// Returns how many pieces of work are done, and the names of the tasks that are busy with one.
#[cfg(feature = "live")]
pub(crate) fn progress() -> (usize, Vec<String>) {
    let tasks: Vec<_> = tasks().iter().filter_map(Weak::upgrade).collect();
    let busy = tasks.iter().filter(|task| task.busy.load(Ordering::Relaxed));
    (DONE.load(Ordering::Relaxed), busy.map(|task| task.name.clone()).collect())
}
