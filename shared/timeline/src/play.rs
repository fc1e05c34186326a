//! The seam between whoever records a run and whoever makes of it what can be stepped through.

use crate::entry::Entry;
use crate::picture::Picture;
use crate::question::Question;
use std::fmt::Debug;

/// Makes runs that can be stepped through.
///
/// The package `player` implements it. Whoever records runs uses it by this trait, so that both are
/// compiled at the same time.
pub trait Player: Debug + Sync {
    /// Begins to follow a run.
    fn follow(&self) -> Box<dyn Follower>;

    /// Returns the page in which these runs are played.
    fn page(&self, runs: &[Played]) -> String;
}

/// Follows a run from its beginning to its end.
pub trait Follower: Debug + Send {
    /// Adds what happened.
    fn push(&mut self, entry: Entry);

    /// Returns the run as far as it has come. `read` returns the text of a source, and whether it has
    /// changed since the program was built; `None` if it is not there.
    fn played(&self, picture: Picture, read: Read) -> Played;
}

/// Reads a source.
pub type Read = fn(&str) -> Option<(String, bool)>;

/// A run that can be stepped through.
#[derive(Debug)]
pub struct Played {
    /// The data of its page.
    pub data: String,
    /// The lines that it printed, as far as they are kept, each with the question that can be asked before
    /// it.
    pub lines: Vec<(Option<String>, Option<Question>)>,
}
