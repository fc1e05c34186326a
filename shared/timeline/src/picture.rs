//! A run as it was seen up to some time, ready to be drawn.

use crate::scale::{self, Axis, number, round_up};
use crate::span::{Lane, Span, WaitReason};
use std::sync::Arc;

/// The kind of work in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers to count to.
    Counts,
    /// Times to wait.
    Delays,
    /// Pages to fetch.
    Pages,
    /// Chores of an evening, on a clock that stands at [`EVENING`](crate::EVENING) when it begins.
    Chores,
    /// Nothing but turns, each of which lasts a second, so that seconds count polls.
    Polls,
}

impl Kind {
    /// Returns whether tasks have to wait for something to do such work.
    pub fn is_waiting(self) -> bool {
        !matches!(self, Self::Counts | Self::Polls)
    }

    /// Returns what a task that is busy with such work waits for when it is suspended.
    pub fn wait_reason(self) -> Option<WaitReason> {
        match self {
            Self::Counts | Self::Chores | Self::Polls => None,
            Self::Delays => Some(WaitReason::Timer),
            Self::Pages => Some(WaitReason::Response),
        }
    }
}

/// What a run is about.
#[derive(Debug)]
pub struct Subject {
    /// Its title.
    pub title: String,
    /// The kind of its work.
    pub kind: Kind,
    /// The names of the pieces of work, in the order of their numbers.
    pub work: Vec<String>,
    /// The lesson seconds that pass in one second of wall-clock time.
    pub speed: f64,
    /// A sentence about the run, if there is more to say than how long tasks waited.
    pub words: Option<String>,
}

impl Subject {
    /// Converts nanoseconds on the wall to seconds of the run.
    pub fn seconds(&self, nanoseconds: u64) -> f64 {
        number(nanoseconds) * 1e-9 * self.speed
    }
}

/// A timer that was started outside of all tasks.
#[derive(Clone, Debug)]
pub struct MainTimer {
    /// The text that is printed with its time.
    pub text: String,
    /// The time at which it was started.
    pub start: u64,
    /// The time at which it was stopped, if it was.
    pub end: Option<u64>,
}

/// A run as it was seen up to some time.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it is about.
    pub subject: Arc<Subject>,
    /// The tasks, in the order in which they were created.
    pub lanes: Vec<Lane>,
    /// The timers outside of all tasks.
    pub timers: Vec<MainTimer>,
    /// The time at which it ended, in nanoseconds on the wall since it began.
    pub end: u64,
    /// Whether there are tasks that are not finished.
    pub is_cut_short: bool,
}

impl Picture {
    /// Returns the end rounded up to a round number of lesson seconds, at least 1.
    pub fn round_end(&self) -> u64 {
        let round = round_up(self.seconds(self.end).max(1.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
        let end = (round / self.subject.speed * 1e9) as u64;
        end.max(self.end)
    }

    pub(crate) fn seconds(&self, nanoseconds: u64) -> f64 {
        self.subject.seconds(nanoseconds)
    }

    /// Returns the time on the clock of an evening, or in seconds of the run.
    pub(crate) fn moment(&self, nanoseconds: u64) -> String {
        let seconds = self.seconds(nanoseconds);
        match self.subject.kind {
            Kind::Chores => scale::clock_at(seconds),
            Kind::Polls => format!("poll {}", seconds + 1.0),
            _ => format!("{seconds:.6} s"),
        }
    }

    pub(crate) fn axis(&self, end: u64, ticks: f64) -> Axis {
        let span = self.seconds(end);
        match self.subject.kind {
            Kind::Chores => Axis::clock(span, ticks),
            Kind::Polls => Axis::polls(span, ticks),
            _ => Axis::new(span, ticks),
        }
    }

    /// Returns the name of the work of a span.
    pub(crate) fn work(&self, span: &Span) -> Option<&str> {
        Some(self.subject.work.get(span.work?)?.as_str())
    }
}
