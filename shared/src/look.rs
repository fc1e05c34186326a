//! Ways to look at a run. All of them are drawn from its [log](crate::log).

mod file;
mod live;
mod narration;
mod scale;
mod svg;
mod timeline;
mod trace;
mod words;

pub(crate) use file::File;
pub(crate) use live::Live;
pub(crate) use narration::{Happening, Narrator};
pub(crate) use svg::svg;
pub(crate) use timeline::{Style, timeline};
pub(crate) use trace::trace;

use crate::clock;
use crate::log::{Bar, Lane, On, OuterTimer, State};
use std::sync::Arc;
use std::time::Duration;

/// What the work of a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Counts,
    Delays,
    #[cfg(feature = "web")]
    Pages,
}

impl Kind {
    /// Whether the tasks of the lesson wait.
    pub(crate) fn waits(self) -> bool {
        self != Self::Counts
    }

    /// What a task is suspended on that is busy with such work.
    pub(crate) fn is_awaited_on(self) -> Option<On> {
        match self {
            Self::Counts => None,
            Self::Delays => Some(On::Timer),
            #[cfg(feature = "web")]
            Self::Pages => Some(On::Request),
        }
    }
}

/// What a run is about.
#[derive(Debug)]
pub(crate) struct Subject {
    /// The lesson, and the part of it if it has several.
    pub(crate) title: String,
    pub(crate) kind: Kind,
    /// What the pieces of work are called, in the order in which they are taken.
    pub(crate) work: Vec<String>,
}

/// A run as it was seen up to some time.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) subject: Arc<Subject>,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) timers: Vec<OuterTimer>,
    /// When it ended, in nanoseconds on the wall since it began.
    pub(crate) end: u64,
}

impl Picture {
    /// What the work that fills a bar is called.
    fn work(&self, bar: &Bar) -> Option<&str> {
        Some(self.subject.work.get(bar.work?)?.as_str())
    }

    /// The time that all tasks together spent in a state, in lesson seconds.
    fn spent(&self, state: State) -> f64 {
        let bars = self.lanes.iter().flat_map(|lane| &lane.bars);
        seconds(bars.map(|bar| bar.spent(state)).sum())
    }
}

/// Nanoseconds on the wall as lesson seconds.
pub(crate) fn seconds(nanoseconds: u64) -> f64 {
    clock::lesson_seconds(Duration::from_nanos(nanoseconds))
}

/// The part of a whole, from 0 to 1; of nothing, nothing.
#[expect(clippy::cast_precision_loss, reason = "15 digits are more than anyone sees")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
