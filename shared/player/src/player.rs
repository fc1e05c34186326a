//! The player that follows runs for the package that records them.

use crate::data::data;
use crate::history::History;
use crate::page::page;
use crate::run::Run;
use timeline::{Entry, Follower, Picture, Played, Player, Read};

/// The player, which follows runs from beginning to end and makes pages of them.
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
    /// Converts the run to the data for its page, and its lines with their questions.
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
