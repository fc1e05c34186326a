//! The traits by which a recorded run becomes one that learners can step through.

use crate::entry::Entry;
use crate::picture::Picture;
use crate::question::Question;
use std::fmt::Debug;

/// A maker of runs that learners can step through.
///
/// The package `player` implements it. The package that records runs only knows this trait, so that
/// cargo can compile both at the same time.
pub trait Player: Debug + Sync {
    /// Begins to follow a new run.
    fn follow(&self) -> Box<dyn Follower>;

    /// Returns a page in HTML in which a learner can step through these runs.
    fn page(&self, runs: &[Played]) -> String;
}

/// A listener that follows a run from beginning to end.
pub trait Follower: Debug + Send {
    /// Adds the next event.
    fn push(&mut self, entry: Entry);

    /// Returns the run so far.
    fn played(&self, picture: Picture, read: Read) -> Played;
}

/// A function that reads the source file at a path. It returns the text, and whether the file has changed
/// since the program was built; `None` if the file can't be read.
pub type Read = fn(&str) -> Option<(String, bool)>;

/// A run that learners can step through.
#[derive(Debug)]
pub struct Played {
    /// The data of its page, in JSON. The README of `player` documents the format.
    pub data: String,
    /// The lines that it printed, each with the question to ask before it. A line is `None` if it isn't
    /// kept, and a question if only that line can come.
    pub lines: Vec<(Option<String>, Option<Question>)>,
}
