//! The state of a run after each event.

use crate::run::{State, Task, TaskState, Thread};
use std::mem;
use std::sync::Arc;
use timeline::{Deed, Entry, Event, Executor, WaitReason};

/// A state, and the facts that lead from it to the next one.
#[derive(Clone, Debug)]
pub(crate) struct Replay {
    pub(crate) state: State,
    /// The executor of the tasks.
    pub(crate) executor: Executor,
    /// The facts about the tasks that aren't shown, in the order of their creation.
    pub(crate) hidden: Vec<Hidden>,
    /// The time of the last event, in nanoseconds.
    pub(crate) at: u64,
}

/// The facts about a task that aren't shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hidden {
    /// True if it has been resumed at least once.
    pub(crate) has_begun: bool,
    /// The time at which it was last resumed.
    pub(crate) resumed: u64,
    /// The reason why it last waited; `None` if it isn't known.
    pub(crate) waited_for: Option<WaitReason>,
    /// True if it was woken while it was running.
    is_woken: bool,
}

impl Default for Replay {
    fn default() -> Self {
        let state = State { thread: Some(Thread::Main), ..State::default() };
        Self { state, executor: Executor::Main, hidden: Vec::new(), at: 0 }
    }
}

impl Replay {
    /// Applies an event.
    pub(crate) fn apply(&mut self, entry: &Entry) {
        self.at = entry.at;
        match (&entry.deed, entry.task) {
            (Deed::Work, _) => self.state.taken = Some(0),
            (Deed::Printed(_), _) => self.state.printed += 1,
            (Deed::Created { is_future }, Some(task)) => self.create(task, *is_future),
            (Deed::Event(event), Some(task)) => self.note(task, *event, entry),
            _ => {}
        }
        let Some(place) = entry.place else { return };
        match entry.task {
            Some(task) if !matches!(entry.deed, Deed::Created { .. }) => {
                self.task(task).place = Some(place);
            }
            // Main does everything that no task does, and creates the tasks.
            _ => self.state.main = Some(place),
        }
    }

    fn create(&mut self, task: usize, is_future: bool) {
        let new = Task {
            state: TaskState::Ready,
            place: None,
            wait: None,
            until: None,
            waker: None,
            work: None,
        };
        self.state.tasks.push(Arc::new(new));
        self.hidden.push(Hidden::default());
        if is_future {
            self.state.run_queue.get_or_insert_default().push(task);
        }
    }

    fn note(&mut self, task: usize, event: Event, entry: &Entry) {
        match event {
            Event::Resumed(executor) => {
                self.executor = executor;
                let hidden = &mut self.hidden[task];
                hidden.has_begun = true;
                hidden.resumed = entry.at;
                hidden.is_woken = false;
                self.leave_queue(task);
                self.state.thread = Some(Thread::Task(task));
                let task = self.task(task);
                task.state = TaskState::Running;
                task.wait = None;
                task.until = None;
                task.waker = None;
            }
            Event::Suspended(wait) => {
                self.state.thread = Some(Thread::Main);
                let hidden = &mut self.hidden[task];
                hidden.waited_for = wait;
                let is_woken = mem::take(&mut hidden.is_woken);
                let is_loop = self.executor != Executor::EventLoop;
                let is_ready = is_woken || is_loop && wait == Some(WaitReason::Yield);
                let suspended = self.task(task);
                suspended.state = if is_ready { TaskState::Ready } else { TaskState::Waiting };
                suspended.wait = wait.map(|wait| wait.name().to_owned());
                if !is_ready && !is_loop && entry.held {
                    suspended.waker = Some(holder(wait).to_owned());
                }
                // A loop polls all of its tasks, even those that aren't ready.
                if is_ready || is_loop {
                    self.state.run_queue.get_or_insert_default().push(task);
                }
            }
            Event::Woken if self.state.tasks[task].state == TaskState::Waiting => {
                let woken = self.task(task);
                woken.state = TaskState::Ready;
                woken.wait = None;
                woken.waker = None;
                self.state.run_queue.get_or_insert_default().push(task);
            }
            Event::Woken => {
                let is_running = self.state.tasks[task].state == TaskState::Running;
                self.hidden[task].is_woken = is_running;
            }
            Event::TookWork(work) => {
                self.state.taken = self.state.taken.map(|taken| taken.max(work + 1));
                self.task(task).work = Some(work);
            }
            Event::TimerStarted => {}
            Event::TimerStopped => self.task(task).work = None,
            Event::Finished => {
                if self.state.thread == Some(Thread::Task(task)) {
                    self.state.thread = Some(Thread::Main);
                }
                self.leave_queue(task);
                let task = self.task(task);
                *task = Task {
                    state: TaskState::Finished,
                    wait: None,
                    until: None,
                    waker: None,
                    work: None,
                    ..task.clone()
                };
            }
        }
    }

    /// Returns a task in order to change it.
    pub(crate) fn task(&mut self, task: usize) -> &mut Task {
        Arc::make_mut(&mut self.state.tasks[task])
    }

    fn leave_queue(&mut self, task: usize) {
        if let Some(queue) = &mut self.state.run_queue {
            queue.retain(|queued| *queued != task);
        }
    }
}

/// Returns the holder of the waker of a task that waits for this reason, in words.
fn holder(wait: Option<WaitReason>) -> &'static str {
    match wait {
        Some(WaitReason::Timer) => "the timer",
        Some(WaitReason::Queue) => "the queue",
        Some(WaitReason::Response) => "the connection",
        Some(WaitReason::Yield) | None => "what it waits for",
    }
}
