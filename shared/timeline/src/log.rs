//! The log from which every picture of a run is drawn.

use crate::picture::{MainTimer, Picture, Subject};
use crate::span::{Lane, Span, State, WaitReason, fold};
use std::mem;
use std::sync::Arc;

/// The code that runs a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// Main calls the task as a function.
    Main,
    /// A loop polls it with a waker that wakes nothing, as in lesson 2.
    Loop,
    /// An event loop polls it whenever it is woken, as in lesson 4.
    EventLoop,
}

impl Executor {
    /// Returns the name in lower case, such as `event loop`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Loop => "loop",
            Self::EventLoop => "event loop",
        }
    }
}

/// A change in the life of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It runs from now on, and holds the thread.
    Resumed(Executor),
    /// It gave the thread back. `None` means that the reason isn't known.
    Suspended(Option<WaitReason>),
    /// It was woken, because what it waits for has happened.
    Woken,
    /// It took the piece of work with this number, from 0, out of the queue.
    TookWork(usize),
    /// It started a timer.
    TimerStarted,
    /// It stopped its timer, which completes its piece of work.
    TimerStopped,
    /// It has finished or was dropped.
    Finished,
}

/// The maximum number of spans kept for one task: more than fit side by side on any screen.
const MOST_SPANS: usize = 4096;
/// The maximum number of timers kept for main. Lessons have one.
const MOST_TIMERS: usize = 64;

/// The log of a run. Its size doesn't grow with the length of the run: of a long one, it keeps merged
/// spans.
///
/// Times are nanoseconds of real time since the run began. [`create`](Log::create) gives each task its
/// number.
///
/// # Panics
///
/// Methods panic if they're given the number of a task or timer that this log didn't create.
#[derive(Debug, Default)]
pub struct Log {
    tasks: Vec<Task>,
    timers: Vec<MainTimer>,
}

#[derive(Debug)]
struct Task {
    lane: Lane,
    /// The current state and its span, which has no length yet; `None` after the end of the task.
    now: Option<(State, Span)>,
    /// True if it was woken while it was running.
    woken: bool,
    /// The executor that ran it last.
    executor: Executor,
    /// The time at which it was last resumed.
    resumed: u64,
}

impl Log {
    /// Notes that a task was created, and returns its number.
    pub fn create(&mut self, name: &str, at: u64) -> usize {
        let lane = Lane { name: name.to_owned(), spans: Vec::new() };
        let span = Span {
            start: at,
            end: at,
            spent: [0; 3],
            turns: 0,
            wait: None,
            work: None,
            timed: false,
        };
        let now = Some((State::Ready, span));
        self.tasks.push(Task { lane, now, woken: false, executor: Executor::Main, resumed: 0 });
        self.tasks.len() - 1
    }

    /// Notes an event of a task. After [`Event::Finished`], events of that task have no effect.
    pub fn note(&mut self, task: usize, event: Event, at: u64) {
        self.tasks[task].note(event, at);
    }

    /// Notes that main started a timer, and returns the timer's number; `None` if there are too many
    /// timers to keep it.
    pub fn start_timer(&mut self, text: &str, at: u64) -> Option<usize> {
        if self.timers.len() == MOST_TIMERS {
            return None;
        }
        self.timers.push(MainTimer { text: text.trim().to_owned(), start: at, end: None });
        Some(self.timers.len() - 1)
    }

    /// Notes that main stopped a timer.
    pub fn stop_timer(&mut self, timer: usize, at: u64) {
        self.timers[timer].end = Some(at);
    }

    /// Returns the name of a task.
    pub fn name(&self, task: usize) -> &str {
        &self.tasks[task].lane.name
    }

    /// Returns the executor that runs a task, or ran it last.
    pub fn executor(&self, task: usize) -> Executor {
        self.tasks[task].executor
    }

    /// Returns the number of the piece of work that a task is busy with; `None` if there is none.
    pub fn work(&self, task: usize) -> Option<usize> {
        self.tasks[task].now.as_ref()?.1.work
    }

    /// Returns true if a running task was woken while it ran, so that it will be resumed.
    pub fn is_woken(&self, task: usize) -> bool {
        self.tasks[task].woken
    }

    /// Returns the time in nanoseconds from the last resumption of a task to `at`.
    pub fn ran(&self, task: usize, at: u64) -> u64 {
        at.saturating_sub(self.tasks[task].resumed)
    }

    /// Returns a snapshot of the run. It ends when the last task or timer does, or `now` if one is
    /// unfinished.
    pub fn picture(&self, subject: Arc<Subject>, now: u64) -> Picture {
        let mut lanes = Vec::new();
        let mut end = 0;
        let mut is_cut_short = false;
        for task in &self.tasks {
            let mut lane = task.lane.clone();
            if let Some(span) = task.span_until(now) {
                lane.spans.push(span);
            }
            end = end.max(lane.spans.last().map_or(0, |span| span.end));
            is_cut_short |= task.now.is_some();
            lanes.push(lane);
        }
        for timer in &self.timers {
            end = end.max(timer.end.unwrap_or(now));
        }
        if is_cut_short {
            end = now;
        }
        Picture { subject, lanes, timers: self.timers.clone(), end, is_cut_short }
    }
}

impl Task {
    fn note(&mut self, event: Event, at: u64) {
        let Some((state, now)) = &self.now else { return };
        // If two threads note something at once, the later time may come first.
        let at = at.max(now.start);
        let turns = if at == now.start { now.turns } else { 0 };
        let mut next = Span { start: at, end: at, turns, ..*now };
        let state = match event {
            Event::Resumed(executor) => {
                self.woken = false;
                self.executor = executor;
                self.resumed = at;
                next.turns += 1;
                next.wait = None;
                State::Running
            }
            Event::Suspended(wait) => {
                next.wait = wait;
                if mem::take(&mut self.woken) { State::Ready } else { State::Waiting }
            }
            Event::Woken if *state == State::Waiting => State::Ready,
            Event::Woken => {
                self.woken = *state == State::Running;
                return;
            }
            Event::TookWork(work) => {
                next.work = Some(work);
                *state
            }
            Event::TimerStarted => {
                next.timed = true;
                *state
            }
            Event::TimerStopped => {
                next.timed = false;
                next.work = None;
                *state
            }
            Event::Finished => {
                self.end_span(at);
                self.now = None;
                return;
            }
        };
        self.end_span(at);
        self.now = Some((state, next));
    }

    fn end_span(&mut self, at: u64) {
        let Some(span) = self.span_until(at) else { return };
        if self.lane.spans.len() == MOST_SPANS {
            // At most half of them are left, because any two that stay neighbours are longer.
            self.lane.spans = fold(&self.lane.spans, at / (MOST_SPANS as u64 / 4));
        }
        self.lane.spans.push(span);
    }

    /// Returns the current span up to `at`; `None` if there is none or it has no length.
    fn span_until(&self, at: u64) -> Option<Span> {
        let (state, span) = self.now.as_ref()?;
        let mut span = Span { end: at, ..*span };
        let length = at.checked_sub(span.start).filter(|length| *length > 0)?;
        span.spent[*state as usize] = length;
        Some(span)
    }
}
