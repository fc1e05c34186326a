//! A snapshot of a run, ready to be drawn.

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
    /// Only turns. Each of them lasts a second, so that seconds count polls.
    Polls,
}

impl Kind {
    /// Returns whether tasks have to wait for something while they do such work.
    pub fn is_waiting(self) -> bool {
        !matches!(self, Self::Counts | Self::Polls)
    }

    /// Returns the reason why a task that is busy with such work is suspended; `None` if that isn't
    /// known.
    pub fn wait_reason(self) -> Option<WaitReason> {
        match self {
            Self::Counts | Self::Chores | Self::Polls => None,
            Self::Delays => Some(WaitReason::Timer),
            Self::Pages => Some(WaitReason::Response),
        }
    }
}

/// The subject of a run: its title, its work and its speed.
#[derive(Debug)]
pub struct Subject {
    /// The title.
    pub title: String,
    /// The kind of work.
    pub kind: Kind,
    /// The names of the pieces of work. Their indices are the numbers of the pieces.
    pub work: Vec<String>,
    /// The lesson seconds that pass in one second of real time.
    pub speed: f64,
    /// A sentence about the run; `None` for the usual one, which says how long tasks waited or held
    /// the thread.
    pub words: Option<String>,
}

impl Subject {
    /// Converts nanoseconds of real time to lesson seconds.
    pub fn seconds(&self, nanoseconds: u64) -> f64 {
        number(nanoseconds) * 1e-9 * self.speed
    }
}

/// A timer that main started, outside of all tasks.
#[derive(Clone, Debug)]
pub struct MainTimer {
    /// The text that is printed with its time.
    pub text: String,
    /// The time at which it was started, in nanoseconds of real time since the run began.
    pub start: u64,
    /// The time at which it was stopped; `None` if it's still running.
    pub end: Option<u64>,
}

/// A snapshot of a run.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The subject of the run.
    pub subject: Arc<Subject>,
    /// The tasks, in the order in which they were created.
    pub lanes: Vec<Lane>,
    /// The timers that main started.
    pub timers: Vec<MainTimer>,
    /// The time at which the run ended, in nanoseconds of real time since it began.
    pub end: u64,
    /// True if some tasks haven't finished.
    pub is_cut_short: bool,
}

impl Picture {
    /// Returns the end of the run, in nanoseconds of real time, rounded up to 1, 2 or 5 lesson seconds,
    /// or such a number with zeros after it.
    pub fn round_end(&self) -> u64 {
        let round = round_up(self.seconds(self.end).max(1.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
        let end = (round / self.subject.speed * 1e9) as u64;
        end.max(self.end)
    }

    pub(crate) fn seconds(&self, nanoseconds: u64) -> f64 {
        self.subject.seconds(nanoseconds)
    }

    /// Returns a time as text: on the clock of an evening, as the number of a poll, or in lesson seconds.
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

    /// Returns the name of a span's work; `None` if it has none.
    pub(crate) fn work(&self, span: &Span) -> Option<&str> {
        Some(self.subject.work.get(span.work?)?.as_str())
    }
}
