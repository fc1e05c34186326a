//! The lanes of an evening: one for each chore, and one for each parent.

use crate::chore::Chore;
use crate::person::{Doing, Person, Turn, Until};
use crate::script::Minutes;
use std::sync::Arc;
use timeline::{Kind, Lane, Picture, Span, State, Subject};

/// The nanoseconds in a minute. Lanes are measured in nanoseconds.
const MINUTE: u64 = 60_000_000_000;
/// The labels of the spans in parents' lanes. Their indices are the numbers of the work.
const LABELS: [&str; 7] = [
    "children",
    "laundry",
    "checkbook",
    "check",
    "wants the washer",
    "wants the dryer",
    "wants the checkbook",
];
const CHECK: usize = 3;
/// The number of the first label for a resource that a parent wants.
pub(crate) const WANT: usize = 4;

/// The lanes so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    chores: [Vec<Span>; 3],
    parents: Vec<Vec<Span>>,
}

impl Record {
    /// Notes the states of chores and parents between two times. A chore that is done is `None`.
    pub(crate) fn note(
        &mut self,
        from: Minutes,
        until: Minutes,
        chores: [Option<State>; 3],
        parents: &[Person],
    ) {
        self.parents.resize(parents.len(), Vec::new());
        if chores.iter().all(Option::is_none) {
            return;
        }
        for (lane, chore) in self.chores.iter_mut().zip(chores) {
            if let Some(state) = chore {
                add(lane, from, until, state, None);
            }
        }
        for (lane, person) in self.parents.iter_mut().zip(parents) {
            if let Some((state, label)) = state(person) {
                add(lane, from, until, state, label);
            }
        }
    }

    pub(crate) fn picture(
        &self,
        title: String,
        words: String,
        names: impl Iterator<Item = String>,
        end: Minutes,
        is_cut_short: bool,
    ) -> Picture {
        let chores = Chore::ALL.into_iter().zip(&self.chores);
        let chores = chores.map(|(chore, spans)| (chore.name().to_owned(), spans));
        let lane = |(name, spans): (String, &Vec<Span>)| Lane { name, spans: spans.clone() };
        let work = LABELS.map(str::to_owned).to_vec();
        let subject = Subject { title, kind: Kind::Chores, work, speed: 1.0, words: Some(words) };
        Picture {
            subject: Arc::new(subject),
            lanes: chores.chain(names.zip(&self.parents)).map(lane).collect(),
            timers: Vec::new(),
            end: nanoseconds(end),
            is_cut_short,
        }
    }
}

/// Returns the state of a parent, and the number of the label for it, if any; `None` if the parent has
/// left.
pub(crate) fn state(person: &Person) -> Option<(State, Option<usize>)> {
    match (person.turn, person.doing) {
        (Turn::Gone, _) => None,
        (Turn::Blocked(Until::Free(resource)), _) => {
            Some((State::Waiting, Some(WANT + resource as usize)))
        }
        (_, Some((_, Doing::Check))) => Some((State::Running, Some(CHECK))),
        (_, Some((chore, _))) => Some((State::Running, Some(chore as usize))),
        (_, None) => Some((State::Waiting, None)),
    }
}

fn add(lane: &mut Vec<Span>, from: Minutes, until: Minutes, state: State, work: Option<usize>) {
    let [start, end] = [from, until].map(nanoseconds);
    match lane.last_mut() {
        Some(last) if last.state() == Some(state) && last.work == work && last.end == start => {
            *last = Span::new(last.start, end, state, work);
        }
        _ => lane.push(Span::new(start, end, state, work)),
    }
}

pub(crate) fn nanoseconds(time: Minutes) -> u64 {
    u64::from(time) * MINUTE
}
