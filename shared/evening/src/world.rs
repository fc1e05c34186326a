//! The world at home: children, machines and the checkbook, and the parents who look after them.

use crate::chore::Chore;
use crate::event::{Event, LogEntry};
use crate::machine::{Action, Machine};
use crate::person::{Doing, Person, Turn, Until};
use crate::record::Record;
use crate::resource::{Resource, ResourceState};
use crate::score::{NeedOutcome, Score};
use crate::script::{Entry, FIND_PLACE, Minutes, Script};
use crate::steps::{Noted, What};
use std::mem;
use std::task::Waker;
use timeline::Place;
use timeline::State;

/// Everything at home, and the clock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) script: Script,
    pub(crate) now: Minutes,
    pub(crate) parents: Vec<Person>,
    pub(crate) troubles: Vec<Progress>,
    pub(crate) loads_begun: usize,
    pub(crate) loads_folded: Vec<usize>,
    pub(crate) washer: Machine,
    pub(crate) dryer: Machine,
    pub(crate) entries_begun: usize,
    pub(crate) entries_done: Vec<usize>,
    pub(crate) balance: i64,
    /// The states of the resources, in the order of [`Resource::ALL`].
    pub(crate) resources: [ResourceState; 3],
    /// The wakers of tasks, each with the condition to wake it on.
    pub(crate) wakers: Vec<(Until, Waker)>,
    /// True if steps are noted for a page.
    pub(crate) is_played: bool,
    /// True if nothing will ever happen again although not everything is done.
    pub(crate) is_stuck: bool,
    pub(crate) score: Score,
    pub(crate) story: Vec<LogEntry>,
    pub(crate) record: Record,
    pub(crate) steps: Vec<Noted>,
    /// True while the call that made the last step goes on.
    pub(crate) is_open: bool,
    /// The line that last ran for each chore.
    pub(crate) places: [Option<Place>; 3],
}

/// The progress of a trouble.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// The time at which somebody began to help; `None` if nobody did.
    pub(crate) helped: Option<Minutes>,
    pub(crate) is_over: bool,
    /// The time for which, when it began, a parent was still in the middle of something: the maximum over
    /// all parents.
    pub(crate) in_the_middle: Minutes,
    /// True if it has begun, and the story tells of it.
    pub(crate) has_begun: bool,
    /// True if a parent knows of it.
    pub(crate) is_taken: bool,
}

impl World {
    pub(crate) fn new(script: Script, is_played: bool) -> Self {
        Self {
            now: 0,
            parents: Vec::new(),
            troubles: vec![Progress::default(); script.troubles.len()],
            loads_begun: 0,
            loads_folded: Vec::new(),
            washer: Machine::Empty,
            dryer: Machine::Empty,
            entries_begun: 0,
            entries_done: Vec::new(),
            balance: script.balance,
            resources: Default::default(),
            wakers: Vec::new(),
            is_stuck: false,
            score: Score::default(),
            story: Vec::new(),
            record: Record::default(),
            is_played,
            steps: Vec::new(),
            is_open: false,
            places: [None; 3],
            script,
        }
    }

    /// Adds an event to the story, which a parent causes or which comes from outside (`None`).
    pub(crate) fn tell(&mut self, by: Option<usize>, event: Event) {
        if !self.is_stuck {
            self.story.push(LogEntry { at: self.now, event });
            self.step(by, What::Told(self.story.len() - 1));
        }
    }

    pub(crate) fn entry(&self, number: usize) -> Entry {
        self.script.entries[number]
    }

    /// Returns the number of the most urgent trouble that nobody knows of yet. Among equals, the oldest
    /// comes first.
    pub(crate) fn open_trouble(&self) -> Option<usize> {
        let open = (0..self.troubles.len()).filter(|number| {
            self.script.troubles[*number].at <= self.now && !self.troubles[*number].is_taken
        });
        open.min_by_key(|number| (!self.script.troubles[*number].urgent, *number))
    }

    /// Returns whether a child needs help that no parent has begun to give.
    pub(crate) fn is_needed(&self) -> bool {
        let mut troubles = self.troubles.iter().zip(&self.script.troubles);
        troubles.any(|(progress, trouble)| trouble.at <= self.now && progress.helped.is_none())
    }

    /// Returns the step of the laundry that can be done now. The last step of a load comes first.
    pub(crate) fn action(&self) -> Option<Action> {
        if let Some((load, _)) = self.dryer.done(self.now) {
            return Some(Action::Fold(load));
        }
        match self.washer.done(self.now) {
            Some((load, _)) if self.dryer == Machine::Empty => Some(Action::Move(load)),
            _ if self.washer == Machine::Empty && self.loads_begun < self.script.loads.len() => {
                Some(Action::Fill(self.loads_begun))
            }
            _ => None,
        }
    }

    /// Returns whether a chore is done.
    pub(crate) fn is_over(&self, chore: Chore) -> bool {
        match chore {
            Chore::Children => self.troubles.iter().all(|progress| progress.is_over),
            Chore::Laundry => self.loads_folded.len() == self.script.loads.len(),
            Chore::Checkbook => self.entries_done.len() == self.script.entries.len(),
        }
    }

    /// Returns whether somebody is writing an entry or a cheque.
    pub(crate) fn is_written_in(&self) -> bool {
        let writes = |person: &Person| match person.doing {
            Some((Chore::Checkbook, Doing::Work)) => true,
            Some((Chore::Children, Doing::Work)) => person.pays,
            _ => false,
        };
        self.parents.iter().any(writes)
    }

    pub(crate) fn machine(&self, resource: Resource) -> Machine {
        match resource {
            Resource::Washer => self.washer,
            Resource::Dryer => self.dryer,
            Resource::Checkbook => Machine::Empty,
        }
    }

    /// Returns whether the condition that a parent waits for is met.
    pub(crate) fn is_met(&self, parent: usize, until: Until) -> bool {
        match until {
            Until::Time(time) => self.now >= time,
            Until::Need => self.open_trouble().is_some() || self.is_over(Chore::Children),
            #[cfg(feature = "async")]
            Until::Quiet => !self.is_needed(),
            Until::Step => self.action().is_some() || self.is_over(Chore::Laundry),
            Until::Machine(resource) => self.machine(resource).done(self.now).is_some(),
            Until::Free(resource) => {
                let ResourceState { holder, waiters, .. } = &self.resources[resource as usize];
                holder.is_none() && waiters.front() == Some(&parent)
            }
        }
    }

    /// Returns the earliest time at which a condition can be met without a parent; `None` if a parent has
    /// to act.
    pub(crate) fn earliest(&self, until: Until) -> Option<Minutes> {
        let later = |time: &Minutes| *time > self.now;
        match until {
            Until::Time(time) => Some(time),
            Until::Need => self.script.troubles.iter().map(|trouble| trouble.at).find(later),
            Until::Step => {
                let machines = [self.washer, self.dryer].into_iter();
                machines.filter_map(|machine| machine.runs_until(self.now)).min()
            }
            Until::Machine(resource) => self.machine(resource).runs_until(self.now),
            #[cfg(feature = "async")]
            Until::Quiet => None,
            Until::Free(_) => None,
        }
    }

    /// Moves the clock on to a time.
    pub(crate) fn pass(&mut self, until: Minutes) {
        while self.now < until {
            self.begin_troubles();
            self.look_for_rest();
            let next = [self.earliest(Until::Need), self.earliest(Until::Step)];
            let next = next.into_iter().flatten().fold(until, Minutes::min);
            self.note(next);
            self.now = next;
            for machine in [Resource::Washer, Resource::Dryer] {
                if self.machine(machine).done(next).is_some_and(|(_, since)| since == next) {
                    self.step(None, What::Ends(machine));
                }
            }
        }
        self.begin_troubles();
        self.wake();
    }

    /// Wakes the tasks whose condition is met.
    pub(crate) fn wake(&mut self) {
        for (until, waker) in mem::take(&mut self.wakers) {
            // Tasks belong to the only parent, and never wait for a resource.
            if self.is_met(0, until) {
                waker.wake();
            } else {
                self.wakers.push((until, waker));
            }
        }
    }

    /// Adds the troubles that have begun to the story.
    fn begin_troubles(&mut self) {
        for number in 0..self.troubles.len() {
            let at = self.script.troubles[number].at;
            if at > self.now || self.troubles[number].has_begun {
                continue;
            }
            let left = |person: &Person| match (person.doing, person.turn) {
                (Some((_, Doing::Work | Doing::Check)), Turn::Blocked(Until::Time(end))) => {
                    end - at
                }
                _ => 0,
            };
            let left = self.parents.iter().map(left).max().unwrap_or(0);
            self.troubles[number].has_begun = true;
            self.troubles[number].in_the_middle = left;
            self.tell(None, Event::Began(number));
        }
    }

    /// Records the states of chores and parents from now until `until`.
    fn note(&mut self, until: Minutes) {
        let minutes = until - self.now;
        let idle = [self.washer, self.dryer].into_iter().filter(|m| m.done(self.now).is_some());
        self.score.idle += minutes * Minutes::try_from(idle.count()).expect("there are two");
        let states = Chore::ALL.map(|chore| self.state(chore));
        self.record.note(self.now, until, states, &self.parents);
    }

    /// Returns the state of a chore; `None` if it's done.
    pub(crate) fn state(&self, chore: Chore) -> Option<State> {
        let is_at = |person: &Person| person.doing.is_some_and(|(at, _)| at == chore);
        let could_go_on = match chore {
            Chore::Children => self.is_needed(),
            Chore::Laundry => self.action().is_some(),
            Chore::Checkbook => true,
        };
        match (self.parents.iter().any(is_at), could_go_on) {
            _ if self.is_over(chore) => None,
            (true, _) => Some(State::Running),
            (false, true) => Some(State::Ready),
            (false, false) => Some(State::Waiting),
        }
    }

    /// Records the end of a chore, if a parent has just finished it.
    pub(crate) fn look_for_end(&mut self, parent: usize, chore: Chore) {
        if self.is_over(chore) && self.score.ends[chore as usize].is_none() {
            self.score.ends[chore as usize] = Some(self.now);
            self.tell(Some(parent), Event::Over(chore));
        }
    }

    /// Returns the minutes that a parent needs to get back into a chore.
    pub(crate) fn switching(&self, parent: usize, chore: Chore) -> Minutes {
        let has_place = self.parents[parent].has_place;
        let begun = !self.entries_done.is_empty();
        if chore == Chore::Checkbook && !has_place && begun { FIND_PLACE } else { 0 }
    }

    /// Notes that a parent turns to a chore, and returns the minutes needed to get back into it.
    pub(crate) fn switch(&mut self, parent: usize, chore: Chore) -> Minutes {
        let switching = self.switching(parent, chore);
        self.parents[parent].has_place = chore == Chore::Checkbook;
        self.score.switching += switching;
        switching
    }
}

impl World {
    /// Returns the minutes that a child waited for help with a trouble; `None` if nobody came.
    pub(crate) fn waited(&self, trouble: usize) -> Option<Minutes> {
        Some(self.troubles[trouble].helped? - self.script.troubles[trouble].at)
    }

    pub(crate) fn score(&self) -> Score {
        let begun = (0..self.troubles.len()).filter(|number| self.troubles[*number].has_begun);
        let needs = begun.map(|number| NeedOutcome {
            waited: self.waited(number),
            in_the_middle: self.troubles[number].in_the_middle,
            patience: self.script.troubles[number].patience,
            urgent: self.script.troubles[number].urgent,
        });
        Score {
            parents: self.parents.len(),
            needs: needs.collect(),
            folded: self.loads_folded.clone(),
            entered: self.entries_done.clone(),
            balance: self.balance,
            ..self.score.clone()
        }
    }
}
