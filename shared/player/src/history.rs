//! Everything that happened in a run, as far as it is worth keeping.

use crate::replay::Replay;
use std::collections::VecDeque;
use std::mem;
use timeline::{Deed, Entry, Event, Executor, WaitReason};

/// The equal turns of a task in a row that are kept before the others are only counted: more than the
/// longest count of a lesson.
const TOLD: u32 = 20;
/// The nanoseconds up to which a turn is like others before it, however long each took.
const SHORT: u64 = 50_000_000;
/// The entries that are kept of the beginning of a run, and as many of its end.
const MOST: usize = 1000;

/// An entry, or what is left of some that are not kept.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Entry(Entry),
    Fold(Fold),
}

/// Entries that are not kept: how many, and how everything was after them.
#[derive(Clone, Debug)]
pub(crate) struct Fold {
    pub(crate) count: u64,
    pub(crate) after: Replay,
}

/// The turns of a task.
#[derive(Clone, Debug, Default)]
struct Turns {
    /// The time at which it was last resumed.
    resumed: u64,
    /// Whether nothing has happened in this turn yet.
    is_bare: bool,
    /// What it waited for after the turn before, and the work that it was busy with.
    last: Option<(Option<WaitReason>, Option<usize>)>,
    /// The number of turns in a row that were like the one before.
    times: u32,
}

/// The history of a run. It does not grow with the length of the run: of equal turns in a row only some
/// are kept, and of what is left the beginning and the end.
#[derive(Debug, Default)]
pub struct History {
    head: Vec<Item>,
    dropped: Option<Fold>,
    tail: VecDeque<Item>,
    /// How everything is now.
    now: Replay,
    turns: Vec<Turns>,
    /// A turn that has begun, and may turn out to be like those before it, with what woke its task.
    begun: Vec<Entry>,
    /// Whether the last item is a fold to which more may be added.
    is_open: bool,
}

impl History {
    /// Adds what happened.
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
                // Where nobody can be woken, nothing comes of it.
                if self.now.executor != Executor::EventLoop {
                    return;
                }
                if turns.times < TOLD {
                    return self.keep(entry);
                }
                // To be woken again is no news.
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

    /// Returns what is kept, in order.
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
