//! One run of some tasks. The caller chooses the task to poll, and the run does everything else that an executor
//! does.

use crate::context::{self, Wait};
use crate::quiet::{self, Panic};
use crate::task::Task;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// The rule that says which tasks an executor may poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Any task that isn't done, as in lesson 2's loop.
    Anybody,
    /// Only tasks that were woken, as in lesson 4's event loop.
    Woken,
    /// Only tasks that were woken; if there are none, any task that isn't done.
    WokenIfAny,
    /// Only tasks that were woken. If the last poll woke any, only the last of those.
    LastWoken,
}

/// The result of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polled {
    /// The task waits for something.
    Pending,
    /// The task waits, and the poll was in vain: the task hadn't been woken, still waits in the same places, and woke
    /// no task.
    InVain,
    /// The task is done.
    Ready,
    /// The task panicked, which ends the run.
    Panicked,
}

/// Some tasks that are being polled. Their numbers count from 0, in the order in which they were given.
///
/// Methods that take a task's number panic if there is no such task.
#[derive(Debug)]
pub struct Run<'a> {
    tasks: Vec<Slot<'a>>,
    queue: Arc<RunQueue>,
    /// The length of the run queue when the last poll began, without the task that was polled.
    before: usize,
    schedule: Vec<usize>,
    panic: Option<Panic>,
}

/// A task in a run.
struct Slot<'a> {
    name: &'static str,
    line: u32,
    /// The future; `None` once it is done.
    future: Option<Pin<Box<dyn Future<Output = ()> + 'a>>>,
    handle: Arc<Handle>,
    waker: Waker,
    waits: Vec<Wait>,
    polls: usize,
    in_vain: usize,
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The numbers of the tasks that were woken, in that order.
#[derive(Debug, Default)]
struct RunQueue(Mutex<Vec<usize>>);

impl RunQueue {
    fn lock(&self) -> MutexGuard<'_, Vec<usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The target of a task's wakers: it puts the task back into the run queue.
#[derive(Debug)]
struct Handle {
    task: usize,
    queue: Arc<RunQueue>,
}

impl Wake for Handle {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut queue = self.queue.lock();
        if !queue.contains(&self.task) {
            queue.push(self.task);
        }
    }
}

impl<'a> Run<'a> {
    /// Makes a run with all tasks in the run queue.
    pub fn new(tasks: Vec<Task<'a>>) -> Self {
        let queue = Arc::new(RunQueue(Mutex::new((0..tasks.len()).collect())));
        let slot = |(task, Task { name, line, future })| {
            let handle = Arc::new(Handle { task, queue: Arc::clone(&queue) });
            let waker = Waker::from(Arc::clone(&handle));
            let future = Some(future);
            Slot { name, line, future, handle, waker, waits: Vec::new(), polls: 0, in_vain: 0 }
        };
        let tasks: Vec<_> = tasks.into_iter().enumerate().map(slot).collect();
        let before = tasks.len();
        Self { tasks, queue, before, schedule: Vec::new(), panic: None }
    }

    /// Polls a task once.
    ///
    /// # Panics
    ///
    /// Panics if there is no task of that number, if it is done, or if any task has panicked.
    pub fn poll(&mut self, task: usize) -> Polled {
        assert!(self.panic.is_none(), "a panic ends the run");
        let slot = &mut self.tasks[task];
        assert!(slot.future.is_some(), "a task that is done is not polled again");
        let was_woken = {
            let mut queue = self.queue.lock();
            let before = queue.len();
            queue.retain(|woken| *woken != task);
            self.before = queue.len();
            self.before < before
        };
        self.schedule.push(task);
        slot.polls += 1;
        let waited = if was_woken { Vec::new() } else { slot.waits.clone() };
        let mut context = Context::from_waker(&slot.waker);
        let future = &mut slot.future;
        let poll = || {
            quiet::catch(|| {
                let polled =
                    future.as_mut().map_or(Poll::Ready(()), |it| it.as_mut().poll(&mut context));
                if polled.is_ready() {
                    // The poll that ends a future also drops it, which may panic, too.
                    *future = None;
                }
                polled
            })
        };
        match context::polling(slot.name, &mut slot.waits, poll) {
            Ok(Poll::Pending) => {
                let is_in_vain = !was_woken
                    && slot.polls > 1
                    && slot.waits == waited
                    && self.queue.lock().len() == self.before;
                slot.in_vain += usize::from(is_in_vain);
                if is_in_vain { Polled::InVain } else { Polled::Pending }
            }
            Ok(Poll::Ready(())) => {
                slot.waits.clear();
                Polled::Ready
            }
            Err(panic) => {
                // Show the task in the line where it panicked.
                let reason = context::Reason::Other;
                slot.waits = vec![Wait { line: panic.line, reason }];
                self.panic = Some(panic);
                Polled::Panicked
            }
        }
    }

    /// Returns the number of tasks.
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Returns `true` if there are no tasks.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Returns the name of a task.
    pub fn name(&self, task: usize) -> &'static str {
        self.tasks[task].name
    }

    /// Returns the number of the line, from 1, in which a task was made with [`task`](crate::task()).
    pub fn made_in(&self, task: usize) -> u32 {
        self.tasks[task].line
    }

    /// Returns `true` if a task is done.
    pub fn is_done(&self, task: usize) -> bool {
        self.tasks[task].future.is_none()
    }

    /// Returns `true` if all tasks are done.
    pub fn are_all_done(&self) -> bool {
        self.panic.is_none() && self.tasks.iter().all(|task| task.future.is_none())
    }

    /// Returns `true` if some tasks aren't done and none of them has been woken, so that every further poll would be
    /// in vain.
    pub fn is_stuck(&self) -> bool {
        self.panic.is_none() && !self.are_all_done() && self.run_queue().is_empty()
    }

    /// Returns the number of polls of a task.
    pub fn polls(&self, task: usize) -> usize {
        self.tasks[task].polls
    }

    /// Returns the number of polls of a task that were [in vain](Polled::InVain).
    pub fn polls_in_vain(&self, task: usize) -> usize {
        self.tasks[task].in_vain
    }

    /// Returns the places at which a task waits. There are none before its first poll and after its last, nor if it
    /// waits for something outside [`sync`](crate::sync) and [`here`](crate::here).
    pub fn waits(&self, task: usize) -> &[Wait] {
        &self.tasks[task].waits
    }

    /// Returns the number of a task's wakers that are kept outside this run, by whatever will wake it.
    pub fn wakers(&self, task: usize) -> usize {
        // Two of the handles are in the task's own slot.
        Arc::strong_count(&self.tasks[task].handle) - 2
    }

    /// Returns the tasks that were woken since their last poll, in the order in which they were woken.
    pub fn run_queue(&self) -> Vec<usize> {
        let queue = self.queue.lock();
        queue.iter().copied().filter(|task| !self.is_done(*task)).collect()
    }

    /// Returns the tasks in the run queue that were woken in the last poll.
    pub fn just_woken(&self) -> Vec<usize> {
        let queue = self.queue.lock();
        queue.iter().skip(self.before).copied().filter(|task| !self.is_done(*task)).collect()
    }

    /// Returns the tasks that may be polled next under that rule, in ascending order.
    pub fn choices(&self, rule: Rule) -> Vec<usize> {
        if self.panic.is_some() {
            return Vec::new();
        }
        let unfinished = || (0..self.tasks.len()).filter(|task| !self.is_done(*task)).collect();
        let mut woken = match rule {
            Rule::Anybody => return unfinished(),
            Rule::LastWoken if !self.schedule.is_empty() => {
                self.just_woken().last().map_or_else(|| self.run_queue(), |last| vec![*last])
            }
            _ => self.run_queue(),
        };
        if woken.is_empty() && rule == Rule::WokenIfAny {
            return unfinished();
        }
        woken.sort_unstable();
        woken
    }

    /// Returns the tasks that were polled so far, in order.
    pub fn schedule(&self) -> &[usize] {
        &self.schedule
    }

    /// Returns the panic that ended the run; `None` if no task has panicked.
    pub fn panic(&self) -> Option<&Panic> {
        self.panic.as_ref()
    }
}
