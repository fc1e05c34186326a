//! What happened in a run, and pictures of it.
//!
//! The [`Log`] is told what happens to tasks, and knows from that in which [`State`] each of them
//! is at every moment. Everything that shows a run is drawn from it. Nothing here has a clock, a
//! thread or a terminal: times come in as numbers, and pictures go out as text.

mod lanes;
mod log;
mod narration;
mod scale;
mod svg;
mod trace;
mod words;

pub use lanes::{Style, lanes, legend, timeline};
pub use log::{Bar, Event, Executor, Lane, Log, On, OuterTimer, State};
pub use narration::{Happening, Narrator};
pub use scale::clock;
pub use svg::svg;
pub use trace::trace;

use scale::{Axis, round_up};
use std::sync::Arc;

/// What the work in a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers to count to.
    Counts,
    /// Times to wait.
    Delays,
    /// Pages to fetch.
    Pages,
    /// Chores of an evening, on a clock that stands at [`EVENING`] when it begins.
    Chores,
}

/// When an evening begins, in minutes since midnight.
pub const EVENING: u32 = 17 * 60;

impl Kind {
    /// Whether tasks have to wait for something to do such work.
    pub fn is_waiting(self) -> bool {
        self != Self::Counts
    }

    /// What a task is suspended on that is busy with such work.
    pub fn suspends_on(self) -> Option<On> {
        match self {
            Self::Counts | Self::Chores => None,
            Self::Delays => Some(On::Timer),
            Self::Pages => Some(On::Request),
        }
    }
}

/// What a run is about.
#[derive(Debug)]
pub struct Subject {
    /// What it is called.
    pub title: String,
    /// What its work is.
    pub kind: Kind,
    /// What the pieces of work are called, in the order of their numbers.
    pub work: Vec<String>,
    /// How many times faster than on the wall time passes in the run.
    pub speed: f64,
    /// A sentence about the run, if there is more to say than how long tasks waited.
    pub words: Option<String>,
}

impl Subject {
    /// Nanoseconds on the wall as seconds of the run.
    pub fn seconds(&self, nanoseconds: u64) -> f64 {
        number(nanoseconds) * 1e-9 * self.speed
    }
}

/// A run as it was seen up to some time.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it is about.
    pub subject: Arc<Subject>,
    /// The tasks, in the order in which they were created.
    pub lanes: Vec<Lane>,
    /// The timers outside of all tasks.
    pub timers: Vec<OuterTimer>,
    /// When it ended, in nanoseconds on the wall since it began.
    pub end: u64,
    /// Whether there are tasks that are not finished.
    pub is_cut_short: bool,
}

impl Picture {
    /// The end, or a while later: the next round number of seconds, from 1 up.
    pub fn round_end(&self) -> u64 {
        let round = round_up(self.seconds(self.end).max(1.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
        let end = (round / self.subject.speed * 1e9) as u64;
        end.max(self.end)
    }

    fn seconds(&self, nanoseconds: u64) -> f64 {
        self.subject.seconds(nanoseconds)
    }

    /// The time on the clock of an evening, or in seconds of the run.
    fn moment(&self, nanoseconds: u64) -> String {
        let seconds = self.seconds(nanoseconds);
        match self.subject.kind {
            Kind::Chores => scale::clock_at(seconds),
            _ => format!("{seconds:.6} s"),
        }
    }

    fn axis(&self, end: u64, ticks: f64) -> Axis {
        let span = self.seconds(end);
        if self.subject.kind == Kind::Chores {
            Axis::clock(span, ticks)
        } else {
            Axis::new(span, ticks)
        }
    }

    /// What the work that fills a bar is called.
    fn work(&self, bar: &Bar) -> Option<&str> {
        Some(self.subject.work.get(bar.work?)?.as_str())
    }
}

#[expect(clippy::cast_precision_loss, reason = "15 digits are more than anyone sees")]
fn number(integer: u64) -> f64 {
    integer as f64
}

/// The part of a whole, from 0 to 1; of nothing, nothing.
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}
