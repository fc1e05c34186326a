//! What happened in a run: the one log from which every picture of it is drawn.

use crate::{Picture, Subject};
use std::mem;
use std::sync::Arc;

/// What a task is doing. Between its creation and its end it is always in exactly one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds the thread, be it to compute or to block.
    Running,
    /// It could run, but the thread is not free.
    Ready,
    /// It is suspended until something happens.
    Waiting,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Running, Self::Ready, Self::Waiting];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// What a task is suspended on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Nothing but its next turn.
    Yield,
    /// That the queue has an item, or room for one.
    Queue,
    /// The end of a time.
    Timer,
    /// An answer.
    Request,
}

impl On {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yield => "its turn",
            Self::Queue => "the queue",
            Self::Timer => "its timer",
            Self::Request => "its page",
        }
    }
}

/// Who runs a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// Main calls it, as a function.
    Main,
    /// A loop polls it, and cannot be woken.
    Loop,
    /// An event loop polls it when it is woken.
    EventLoop,
}

/// What can happen to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It holds the thread from now on.
    Resumed(Executor),
    /// It gave the thread back, until this happens, if that is known.
    Suspended(Option<On>),
    /// What it was suspended on has happened.
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

/// A stretch of a task's life. Times are nanoseconds on the wall since the run began.
///
/// A stretch is spent in one state, on one piece of work. Only where so much happened that not
/// everything is kept, neighbours are merged into one, which tells how long it was in each state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// When it began.
    pub start: u64,
    /// When it ended.
    pub end: u64,
    /// The time in each state, in the order of [`State::ALL`].
    pub spent: [u64; 3],
    /// How many times the task was resumed.
    pub turns: u64,
    /// What it is, or was last, suspended on.
    pub on: Option<On>,
    /// The number of the piece of work that it is busy with.
    pub work: Option<usize>,
    /// Whether its timer is running.
    pub timed: bool,
}

impl Bar {
    /// A stretch that is spent in one state, on the piece of work of that number, if on one.
    pub fn new(start: u64, end: u64, state: State, work: Option<usize>) -> Self {
        let mut spent = [0; 3];
        spent[state as usize] = end.saturating_sub(start);
        Self { start, end, spent, turns: 1, on: None, work, timed: false }
    }

    /// How long it is.
    pub fn length(&self) -> u64 {
        self.end - self.start
    }

    /// The time that was spent in a state.
    pub fn spent(&self, state: State) -> u64 {
        self.spent[state as usize]
    }

    /// The state in which all of this was spent, unless it was spent in several.
    pub fn state(&self) -> Option<State> {
        State::ALL.into_iter().find(|state| self.spent(*state) == self.length())
    }

    pub(crate) fn merge(&mut self, next: &Self) {
        self.end = next.end;
        self.turns += next.turns;
        for (spent, next) in self.spent.iter_mut().zip(next.spent) {
            *spent += next;
        }
        self.on = self.on.filter(|on| next.on == Some(*on));
        self.work = self.work.filter(|work| next.work == Some(*work));
        self.timed &= next.timed;
    }
}

/// Merges neighbours that together are no longer than `shortest`.
pub(crate) fn fold(bars: &[Bar], shortest: u64) -> Vec<Bar> {
    let mut folded: Vec<Bar> = Vec::new();
    for bar in bars {
        match folded.last_mut() {
            Some(last) if bar.end - last.start <= shortest => last.merge(bar),
            _ => folded.push(bar.clone()),
        }
    }
    folded
}

/// A task, and its life without gaps.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What the task is called.
    pub name: String,
    /// Its life, from its creation on, one bar after the other.
    pub bars: Vec<Bar>,
}

/// A timer that was started outside of all tasks.
#[derive(Clone, Debug)]
pub struct OuterTimer {
    /// What is printed with its time.
    pub text: String,
    /// When it was started.
    pub start: u64,
    /// When it was stopped, if it was.
    pub end: Option<u64>,
}

/// How many bars of a task are kept apart: more than fit side by side on any screen.
const MOST_BARS: usize = 4096;
/// How many timers outside of tasks are kept: lessons have one.
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
    timers: Vec<OuterTimer>,
}

#[derive(Debug)]
struct Task {
    lane: Lane,
    /// The state that it is in, and the bar for it, which has no length yet; `None` at its end.
    now: Option<(State, Bar)>,
    /// Whether it was woken while it was running.
    woken: bool,
    /// Who ran it last, and since when.
    executor: Executor,
    resumed: u64,
}

impl Log {
    /// Notes that a task was created, and gives its number.
    pub fn create(&mut self, name: &str, at: u64) -> usize {
        let lane = Lane { name: name.to_owned(), bars: Vec::new() };
        let bar =
            Bar { start: at, end: at, spent: [0; 3], turns: 0, on: None, work: None, timed: false };
        let now = Some((State::Ready, bar));
        self.tasks.push(Task { lane, now, woken: false, executor: Executor::Main, resumed: 0 });
        self.tasks.len() - 1
    }

    /// Notes what happened to a task.
    pub fn note(&mut self, task: usize, event: Event, at: u64) {
        self.tasks[task].note(event, at);
    }

    /// Notes that a timer was started outside of all tasks, and gives its number, if it is kept.
    pub fn start_timer(&mut self, text: &str, at: u64) -> Option<usize> {
        if self.timers.len() == MOST_TIMERS {
            return None;
        }
        self.timers.push(OuterTimer { text: text.trim().to_owned(), start: at, end: None });
        Some(self.timers.len() - 1)
    }

    /// Notes that the timer of that number was stopped.
    pub fn stop_timer(&mut self, timer: usize, at: u64) {
        self.timers[timer].end = Some(at);
    }

    /// What a task is called.
    pub fn name(&self, task: usize) -> &str {
        &self.tasks[task].lane.name
    }

    /// Who runs a task, or ran it last.
    pub fn executor(&self, task: usize) -> Executor {
        self.tasks[task].executor
    }

    /// The piece of work that a task is busy with.
    pub fn work(&self, task: usize) -> Option<usize> {
        self.tasks[task].now.as_ref()?.1.work
    }

    /// Whether a task that is running was woken meanwhile, so that it will be resumed.
    pub fn is_woken(&self, task: usize) -> bool {
        self.tasks[task].woken
    }

    /// How long it is at a time since a task was resumed.
    pub fn ran(&self, task: usize, at: u64) -> u64 {
        at.saturating_sub(self.tasks[task].resumed)
    }

    /// The run as it is now, or as it was at the end of all tasks and timers.
    pub fn picture(&self, subject: Arc<Subject>, now: u64) -> Picture {
        let lane = |task: &Task| {
            let mut lane = task.lane.clone();
            lane.bars.extend(task.bar_until(now));
            lane
        };
        let lanes: Vec<_> = self.tasks.iter().map(lane).collect();
        let is_cut_short = self.tasks.iter().any(|task| task.now.is_some());
        let tasks_end = lanes.iter().filter_map(|lane| Some(lane.bars.last()?.end)).max();
        let timers_end = self.timers.iter().map(|timer| timer.end.unwrap_or(now)).max();
        let end = if is_cut_short { now } else { tasks_end.max(timers_end).unwrap_or(0) };
        Picture { subject, lanes, timers: self.timers.clone(), end, is_cut_short }
    }
}

impl Task {
    fn note(&mut self, event: Event, at: u64) {
        let Some((state, now)) = &self.now else { return };
        // Two threads that note something at once may come in the other order.
        let at = at.max(now.start);
        let turns = if at == now.start { now.turns } else { 0 };
        let mut next = Bar { start: at, end: at, turns, ..now.clone() };
        let state = match event {
            Event::Resumed(executor) => {
                self.woken = false;
                self.executor = executor;
                self.resumed = at;
                next.turns += 1;
                next.on = None;
                State::Running
            }
            Event::Suspended(on) => {
                next.on = on;
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
                self.end_bar(at);
                self.now = None;
                return;
            }
        };
        self.end_bar(at);
        self.now = Some((state, next));
    }

    fn end_bar(&mut self, at: u64) {
        let Some(bar) = self.bar_until(at) else { return };
        if self.lane.bars.len() == MOST_BARS {
            // At most half as many are left, because any two that stay neighbours are longer.
            self.lane.bars = fold(&self.lane.bars, at / (MOST_BARS as u64 / 4));
        }
        self.lane.bars.push(bar);
    }

    /// The current bar, if there is one and it has any length at that time.
    fn bar_until(&self, at: u64) -> Option<Bar> {
        let (state, bar) = self.now.as_ref()?;
        let mut bar = Bar { end: at, ..bar.clone() };
        let length = at.checked_sub(bar.start).filter(|length| *length > 0)?;
        bar.spent[*state as usize] = length;
        Some(bar)
    }
}
