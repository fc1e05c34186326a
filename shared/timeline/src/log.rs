//! The one log from which every picture of a run is drawn.

use crate::picture::{MainTimer, Picture, Subject};
use crate::span::{Lane, Span, State, WaitReason, fold};
use std::mem;
use std::sync::Arc;

/// What runs a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// Main calls it, as a function.
    Main,
    /// A loop polls it, and cannot be woken.
    Loop,
    /// An event loop polls it when it is woken.
    EventLoop,
}

impl Executor {
    /// Returns its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Loop => "loop",
            Self::EventLoop => "event loop",
        }
    }
}

/// Something that happens to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It holds the thread from now on.
    Resumed(Executor),
    /// It gave the thread back and waits for this, if that is known.
    Suspended(Option<WaitReason>),
    /// What it waits for has happened.
    Woken,
    /// It took the piece of work of this number from the queue.
    TookWork(usize),
    /// It started a timer.
    TimerStarted,
    /// It stopped its timer, and with that its piece of work is done.
    TimerStopped,
    /// It is done, or was dropped.
    Finished,
}

/// The most spans that are kept of a task: more than fit side by side on any screen.
const MOST_SPANS: usize = 4096;
/// The most timers outside of tasks that are kept: lessons have one.
const MOST_TIMERS: usize = 64;

/// The log of a run. Its size does not grow with the length of the run.
///
/// Times are nanoseconds on the wall since the run began. Tasks are known by the numbers that
/// [`create`](Log::create) gives.
///
/// # Panics
///
/// Methods panic at the number of a task or timer that was not created in this log.
#[derive(Debug, Default)]
pub struct Log {
    tasks: Vec<Task>,
    timers: Vec<MainTimer>,
}

#[derive(Debug)]
struct Task {
    lane: Lane,
    /// The state that it is in, and the span for it, which has no length yet; `None` at its end.
    now: Option<(State, Span)>,
    /// Whether it was woken while it was running.
    woken: bool,
    /// What ran it last.
    executor: Executor,
    /// When it was last resumed.
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

    /// Notes what happened to a task.
    pub fn note(&mut self, task: usize, event: Event, at: u64) {
        self.tasks[task].note(event, at);
    }

    /// Notes that a timer was started outside of all tasks, and returns its number, if it is kept.
    pub fn start_timer(&mut self, text: &str, at: u64) -> Option<usize> {
        if self.timers.len() == MOST_TIMERS {
            return None;
        }
        self.timers.push(MainTimer { text: text.trim().to_owned(), start: at, end: None });
        Some(self.timers.len() - 1)
    }

    /// Notes that the timer of that number was stopped.
    pub fn stop_timer(&mut self, timer: usize, at: u64) {
        self.timers[timer].end = Some(at);
    }

    /// Returns the name of a task.
    pub fn name(&self, task: usize) -> &str {
        &self.tasks[task].lane.name
    }

    /// Returns what runs a task, or ran it last.
    pub fn executor(&self, task: usize) -> Executor {
        self.tasks[task].executor
    }

    /// Returns the number of the piece of work that a task is busy with.
    pub fn work(&self, task: usize) -> Option<usize> {
        self.tasks[task].now.as_ref()?.1.work
    }

    /// Returns whether a task that is running was woken meanwhile, so that it will be resumed.
    pub fn is_woken(&self, task: usize) -> bool {
        self.tasks[task].woken
    }

    /// Returns the time from when a task was last resumed to `at`.
    pub fn ran(&self, task: usize, at: u64) -> u64 {
        at.saturating_sub(self.tasks[task].resumed)
    }

    /// Returns a snapshot of the run. Unless a task or timer is unfinished, it ends with the last
    /// of them.
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
        // Two threads that note something at once may come in the other order.
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
            // At most half as many are left, because any two that stay neighbours are longer.
            self.lane.spans = fold(&self.lane.spans, at / (MOST_SPANS as u64 / 4));
        }
        self.lane.spans.push(span);
    }

    /// Returns the current span, if there is one and it has any length at that time.
    fn span_until(&self, at: u64) -> Option<Span> {
        let (state, span) = self.now.as_ref()?;
        let mut span = Span { end: at, ..*span };
        let length = at.checked_sub(span.start).filter(|length| *length > 0)?;
        span.spent[*state as usize] = length;
        Some(span)
    }
}
