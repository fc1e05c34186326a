//! The events of a run that are worth keeping.

use crate::replay::Replay;
use std::collections::VecDeque;
use std::mem;
use timeline::{Deed, Entry, Event, Executor, WaitReason};

/// The number of equal turns of a task in a row that are kept, which is more than the longest count of a
/// lesson. Further ones are only counted.
const TOLD: u32 = 20;
/// The nanoseconds up to which turns count as equal, however long each of them is.
const SHORT: u64 = 50_000_000;
/// The number of items kept from the beginning of a run, and again from its end.
const MOST: usize = 1000;

/// An entry, or a replacement for entries that aren't kept.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Entry(Entry),
    Fold(Fold),
}

/// A replacement for entries that aren't kept: their number, and the state after them.
#[derive(Clone, Debug)]
pub(crate) struct Fold {
    pub(crate) count: u64,
    pub(crate) after: Replay,
}

/// The recent turns of a task.
#[derive(Clone, Debug, Default)]
struct Turns {
    /// The time at which the task was last resumed, in nanoseconds.
    resumed: u64,
    /// True if nothing has happened in this turn yet.
    is_bare: bool,
    /// The reason why it waited after the previous turn, and its work; `None` before the first.
    last: Option<(Option<WaitReason>, Option<usize>)>,
    /// The number of turns in a row that equalled the previous one.
    times: u32,
}

/// The history of a run. Its size doesn't grow with the length of the run: it keeps only the first of equal
/// turns in a row, and then only the beginning and the end.
#[derive(Debug, Default)]
pub struct History {
    head: Vec<Item>,
    dropped: Option<Fold>,
    tail: VecDeque<Item>,
    /// The current state.
    now: Replay,
    turns: Vec<Turns>,
    /// The entries of a turn that has begun and may turn out to equal those before it, from the wake-up on.
    begun: Vec<Entry>,
    /// True if the last item is a fold to which more may be added.
    is_open: bool,
}

impl History {
    /// Adds the next event. Its task must have been created before.
    pub fn note(&mut self, entry: Entry) {
        let Some(task) = entry.task else { return self.keep(entry) };
        if self.turns.len() <= task {
            self.turns.resize(task + 1, Turns::default());
        }
        let turns = &mut self.turns[task];
        match entry.deed {
            Deed::Event(Event::Resumed(_)) => {
                turns.resumed = entry.at;
                turns.is_bare = true;
                if turns.times < TOLD {
                    return self.keep(entry);
                }
                self.begun.push(entry);
            }
            Deed::Event(Event::Woken) => {
                // Only an event loop takes notice.
                if self.now.executor != Executor::EventLoop {
                    return;
                }
                if turns.times < TOLD {
                    return self.keep(entry);
                }
                // A second wake-up changes nothing.
                let is_woken = |it: &Entry| matches!(it.deed, Deed::Event(Event::Woken));
                if !self.begun.last().is_some_and(|it| it.task == Some(task) && is_woken(it)) {
                    self.begun.push(entry);
                }
            }
            Deed::Event(Event::Suspended(wait)) => {
                let suspension = Some((wait, self.now.state.tasks[task].work));
                let is_short = entry.at.saturating_sub(turns.resumed) < SHORT;
                let same = turns.is_bare && turns.last == suspension && is_short;
                turns.last = suspension;
                turns.times = if same { turns.times + 1 } else { 0 };
                if same && !self.begun.is_empty() {
                    self.begun.push(entry);
                    self.fold_begun();
                } else {
                    self.keep(entry);
                }
            }
            _ => {
                turns.is_bare = false;
                turns.times = 0;
                self.keep(entry);
            }
        }
    }

    /// Returns everything that is kept, in order.
    pub(crate) fn items(&self) -> Vec<Item> {
        let dropped = self.dropped.clone().map(Item::Fold);
        let kept = self.head.iter().cloned().chain(dropped).chain(self.tail.iter().cloned());
        let mut items: Vec<_> = kept.collect();
        if let Some(Item::Fold(fold)) = items.last_mut().filter(|_| self.is_open) {
            fold.after = self.now.clone();
        }
        items.extend(self.begun.iter().cloned().map(Item::Entry));
        items
    }

    fn fold_begun(&mut self) {
        let count = self.begun.len() as u64;
        for entry in self.begun.drain(..) {
            self.now.apply(&entry);
        }
        let last = self.tail.back_mut().or(self.head.last_mut());
        match last {
            Some(Item::Fold(fold)) if self.is_open => fold.count += count,
            _ => self.add(Item::Fold(Fold { count, after: Replay::default() })),
        }
        self.is_open = true;
    }

    fn keep(&mut self, entry: Entry) {
        self.keep_begun();
        self.keep_one(entry);
    }

    fn keep_begun(&mut self) {
        for entry in mem::take(&mut self.begun) {
            self.keep_one(entry);
        }
    }

    fn keep_one(&mut self, entry: Entry) {
        if mem::take(&mut self.is_open) {
            let last = self.tail.back_mut().or(self.head.last_mut());
            if let Some(Item::Fold(fold)) = last {
                fold.after = self.now.clone();
            }
        }
        self.now.apply(&entry);
        self.add(Item::Entry(entry));
    }

    fn add(&mut self, item: Item) {
        if self.head.len() < MOST {
            self.head.push(item);
            return;
        }
        self.tail.push_back(item);
        if self.tail.len() <= MOST {
            return;
        }
        let head = &self.head;
        let dropped = self.dropped.get_or_insert_with(|| Fold { count: 0, after: replayed(head) });
        match self.tail.pop_front() {
            Some(Item::Entry(entry)) => {
                dropped.after.apply(&entry);
                dropped.count += 1;
            }
            Some(Item::Fold(fold)) => {
                dropped.after = fold.after;
                dropped.count += fold.count;
            }
            None => {}
        }
    }
}

fn replayed(items: &[Item]) -> Replay {
    let mut replay = Replay::default();
    for item in items {
        match item {
            Item::Entry(entry) => replay.apply(entry),
            Item::Fold(fold) => replay = fold.after.clone(),
        }
    }
    replay
}
