//! What follows a run for whoever records it.

use crate::data::data;
use crate::history::History;
use crate::page::page;
use crate::run::Run;
use timeline::{Entry, Follower, Picture, Played, Player, Read};

/// Follows runs from their beginning to their end, and makes pages of them.
pub static PLAYER: &dyn Player = &Recorder;

#[derive(Debug)]
struct Recorder;

impl Player for Recorder {
    fn follow(&self) -> Box<dyn Follower> {
        Box::new(History::default())
    }

    fn page(&self, runs: &[Played]) -> String {
        page(runs)
    }
}

impl Follower for History {
    fn push(&mut self, entry: Entry) {
        self.note(entry);
    }

    fn played(&self, picture: Picture, read: Read) -> Played {
        Run::new(self, picture, read).played()
    }
}

impl Run {
    /// Returns the run as its page and its questions need it.
    pub fn played(self) -> Played {
        let data = data(&self);
        let mut lines: Vec<_> = self.printed.into_iter().map(|line| (line, None)).collect();
        for step in self.steps {
            if let (Some(question), Some(line)) = (step.what, lines.get_mut(step.state.printed)) {
                line.1 = Some(question);
            }
        }
        Played { data, lines }
    }
}
