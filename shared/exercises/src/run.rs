//! The log of a run, on a virtual clock.

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use timeline::{Event, Executor, Kind, Log, Picture, Subject, clock};
use tokio::time::Instant;

/// The number of lanes at which a program counts as endless.
const MOST_LANES: usize = 100;
/// The number of polls of one wait after which a program counts as endless.
const MOST_POLLS: usize = 1000;

/// Returns a time in minutes.
pub(crate) const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

/// Returns the time of day, such as `17:05`, from the time since five o'clock.
pub(crate) fn o_clock(time: Duration) -> String {
    clock(u32::try_from(time.as_secs() / 60).unwrap_or_default())
}

/// The log of a learner's program. Clones are handles to the same log.
#[derive(Clone, Debug)]
pub(crate) struct Run(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    /// The start of the run on tokio's clock; unset if the run has a clock of its own.
    began: OnceLock<Instant>,
    noted: Mutex<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    log: Log,
    /// The names of the pieces of work, in the order of their numbers.
    work: Vec<String>,
    /// The time on the run's own clock; with tokio's clock, the time of the latest note.
    now: Duration,
    /// The time for which unfinished lanes go on after the end of the run.
    rest: Duration,
    /// The lanes that hold a thread.
    running: BTreeSet<usize>,
    /// True if each thread of the program has a lane.
    has_threads: bool,
    is_over: bool,
    stopped: Option<Stop>,
}

/// The reason why a run was stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// It did the same thing over and over.
    Endless,
    /// It waits for something that will never happen.
    Stuck,
}

impl Run {
    /// Makes a run with a clock of its own, which stands still unless it is [moved](Self::pass).
    ///
    /// Pictures show the time of day for [`Kind::Chores`], and seconds for other kinds.
    pub(crate) fn new(kind: Kind) -> Self {
        Self(Arc::new(Inner { kind, began: OnceLock::new(), noted: Mutex::default() }))
    }

    /// Switches to the clock of the tokio runtime in which this is called.
    pub(crate) fn go_by_tokio(&self) {
        self.0.began.get_or_init(Instant::now);
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time since the run began.
    pub(crate) fn now(&self) -> Duration {
        let noted = self.noted();
        match self.0.began.get() {
            Some(began) if !noted.is_over => began.elapsed(),
            _ => noted.now,
        }
    }

    /// Moves the run's own clock.
    pub(crate) fn pass(&self, time: Duration) {
        self.noted().now += time;
    }

    /// Ends the run, so that nothing more is noted.
    pub(crate) fn end(&self) {
        let now = self.now();
        let mut noted = self.noted();
        noted.now = now;
        noted.is_over = true;
    }

    /// Ends the run at the time of its last event, because there won't be another one.
    pub(crate) fn end_stuck(&self) {
        let unit = if self.0.kind == Kind::Chores { minutes(1) } else { Duration::from_secs(1) };
        let mut noted = self.noted();
        noted.rest = unit.max(noted.now / 4);
        noted.is_over = true;
    }

    /// Ends the run because a thread is held and won't return. Makes sure that a lane shows that.
    pub(crate) fn end_held(&self) {
        let mut noted = self.noted();
        if noted.running.is_empty() && !noted.has_threads && !noted.is_over {
            let at = nanoseconds(noted.now);
            let task = noted.log.create("your code", at);
            noted.log.note(task, Event::Resumed(Executor::EventLoop), at);
        }
        drop(noted);
        self.end_stuck();
    }

    /// Notes that each thread of the program has a lane, so that one that is held needs no other lane.
    pub(crate) fn has_threads(&self) {
        self.noted().has_threads = true;
    }

    /// Unwinds the thread, because it did the same thing over and over.
    pub(crate) fn give_up(&self) -> ! {
        self.stop(Stop::Endless)
    }

    /// Unwinds the thread, because it waits for something that will never happen.
    pub(crate) fn wait_for_ever(&self) -> ! {
        self.stop(Stop::Stuck)
    }

    fn stop(&self, why: Stop) -> ! {
        self.noted().stopped = Some(why);
        // Before lanes are dropped, so that they go on in the picture.
        self.end_stuck();
        resume_unwind(Box::new("it leads nowhere"))
    }

    /// Returns the reason why the run was stopped; `None` if it wasn't.
    pub(crate) fn stopped(&self) -> Option<Stop> {
        self.noted().stopped
    }

    /// Adds a lane to the picture, for a task, a thread, or anything else that goes on by itself. It begins as ready.
    ///
    /// If there are too many lanes, [gives the run up](Self::give_up).
    pub(crate) fn lane(&self, name: &str) -> Lane {
        let now = self.now();
        let task = self.noted().log.create(name, nanoseconds(now));
        if task == MOST_LANES && self.stopped().is_none() {
            self.give_up();
        }
        Lane { run: self.clone(), task }
    }

    /// Adds a lane that begins as waiting.
    pub(crate) fn waiting(&self, name: &str) -> Lane {
        let lane = self.lane(name);
        lane.waits();
        lane
    }

    /// Waits on tokio's clock, in a lane of its own. The lane ends with the wait, or when this is dropped.
    pub(crate) async fn wait(&self, name: &str, time: Duration) {
        let _lane = self.waiting(name);
        self.sleep(time).await;
    }

    /// Waits on tokio's clock. If a task that never rests polls this over and over, [gives the run
    /// up](Self::give_up).
    pub(crate) async fn sleep(&self, time: Duration) {
        let mut sleep = pin!(tokio::time::sleep(time));
        let mut polls = 0;
        poll_fn(|context| {
            polls += 1;
            if polls > MOST_POLLS {
                self.give_up();
            }
            sleep.as_mut().poll(context)
        })
        .await;
    }

    /// Returns the picture of the run.
    pub(crate) fn picture(&self) -> Picture {
        let noted = self.noted();
        let subject = Subject {
            title: String::new(),
            kind: self.0.kind,
            work: noted.work.clone(),
            speed: 1.0,
            words: None,
        };
        let end = nanoseconds(noted.now + noted.rest);
        let mut picture = noted.log.picture(Arc::new(subject), end);
        // Lanes that begin at the same time are sorted by name, since they may begin in any order.
        let begin = |lane: &timeline::Lane| lane.spans.first().map_or(u64::MAX, |span| span.start);
        picture.lanes.sort_by(|a, b| (begin(a), &a.name).cmp(&(begin(b), &b.name)));
        picture
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// A lane of the picture of a run. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Lane {
    run: Run,
    task: usize,
}

impl Lane {
    /// Returns the run that the lane is in.
    pub(crate) fn run(&self) -> &Run {
        &self.run
    }

    /// Notes that the task holds the thread from now on.
    pub(crate) fn runs(&self) {
        self.note(Event::Resumed(Executor::EventLoop));
    }

    /// Notes that the task waits from now on.
    pub(crate) fn waits(&self) {
        self.note(Event::Suspended(None));
    }

    /// Notes that the task was woken, so that it is ready.
    pub(crate) fn is_woken(&self) {
        self.note(Event::Woken);
    }

    /// Notes the work that the task has from now on. The lane shows its name.
    pub(crate) fn takes(&self, work: &str) {
        self.takes_at(work, self.run.now());
    }

    /// Notes the work that the task has from that time on.
    pub(crate) fn takes_at(&self, work: &str, at: Duration) {
        let number = {
            let mut noted = self.run.noted();
            noted.work.push(work.to_owned());
            noted.work.len() - 1
        };
        self.note_at(Event::TookWork(number), at);
    }

    /// Notes that the task has no work any more.
    pub(crate) fn puts_down(&self) {
        self.note(Event::TimerStopped);
    }

    /// Notes that the task is done, or was dropped. Later notes have no effect.
    pub(crate) fn ends(&self) {
        self.note(Event::Finished);
    }

    /// Notes an event of the task now.
    pub(crate) fn note(&self, event: Event) {
        self.note_at(event, self.run.now());
    }

    /// Notes an event of the task at that time.
    pub(crate) fn note_at(&self, event: Event, at: Duration) {
        let mut noted = self.run.noted();
        if noted.is_over {
            return;
        }
        noted.now = noted.now.max(at);
        match event {
            Event::Resumed(_) => noted.running.insert(self.task),
            Event::Suspended(_) | Event::Finished => noted.running.remove(&self.task),
            _ => false,
        };
        noted.log.note(self.task, event, nanoseconds(at));
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.ends();
    }
}
