//! Noting the steps of an evening as they happen.

use crate::chore::Chore;
use crate::person::{Turn, Until};
use crate::record::{WANT, nanoseconds, state};
use crate::resource::{Resource, ResourceState};
use crate::steps::{Noted, What};
use crate::world::World;
use player::{Task, TaskState};
use std::mem;
use timeline::{Place, State};

impl World {
    /// Notes that a parent's program has come to a line, and the chore it's for, if any.
    pub(crate) fn arrive(&mut self, parent: usize, chore: Option<Chore>, place: Place) {
        self.is_open = false;
        let person = &mut self.parents[parent];
        person.place = Some(place);
        person.at_chore = chore;
        person.is_idle = false;
        if let Some(chore) = chore {
            self.places[chore as usize] = Some(place);
        }
    }

    /// Notes a step, which a parent takes or which comes from outside (`None`).
    pub(crate) fn step(&mut self, by: Option<usize>, what: What) {
        let is_over = Chore::ALL.into_iter().all(|chore| self.is_over(chore));
        if !self.is_played || self.is_stuck || is_over && !matches!(what, What::Told(_)) {
            return;
        }
        let by = by.map(|parent| (parent, self.parents[parent].at_chore));
        if let (
            Some(Noted { what: What::Enters { last, .. }, by: before, .. }),
            What::Enters { first, finds_place: false, .. },
        ) = (self.steps.last_mut(), what)
        {
            // Nothing else has happened since the last entry.
            if *before == by {
                *last = first;
                return;
            }
        }
        let place = by.and_then(|(parent, _)| self.parents[parent].place);
        self.steps.push(Noted { at: self.now, what, by, place, lanes: self.lanes() });
        self.is_open = by.is_some();
    }

    /// Updates the lanes of the last step, if the current call has made it: the parent's new state is
    /// part of that step.
    pub(crate) fn settle(&mut self) {
        if mem::take(&mut self.is_open) {
            let lanes = self.lanes();
            self.steps.last_mut().expect("there is an open step").lanes = lanes;
        }
    }

    /// Notes that parents who do nothing rest.
    pub(crate) fn look_for_rest(&mut self) {
        for parent in 0..self.parents.len() {
            let person = &mut self.parents[parent];
            if person.turn == Turn::Running && person.doing.is_none() && !person.is_idle {
                person.is_idle = true;
                person.place = None;
                person.at_chore = None;
                self.step(Some(parent), What::Idles);
            }
        }
    }

    /// Returns the current state of each lane.
    pub(crate) fn lanes(&self) -> Vec<Task> {
        let chores = Chore::ALL.into_iter().map(|chore| self.chore_now(chore));
        let parents = (0..self.parents.len()).map(|parent| self.parent_now(parent));
        chores.chain(parents).collect()
    }

    fn chore_now(&self, chore: Chore) -> Task {
        let Some(state) = self.state(chore) else { return finished() };
        let (state, wait, until) = match state {
            State::Running => (TaskState::Running, None, None),
            State::Ready => (TaskState::Ready, None, None),
            State::Waiting => {
                let (wait, until) = self.next_event(chore);
                (TaskState::Waiting, Some(wait), until)
            }
        };
        Task { state, wait, until, place: self.places[chore as usize], ..finished() }
    }

    fn parent_now(&self, parent: usize) -> Task {
        let person = &self.parents[parent];
        let Some((_, label)) = state(person) else { return finished() };
        // As in the lanes, a parent who watches is busy, and doesn't count as waiting.
        let (wait, until) = match person.turn {
            Turn::Blocked(until) if self.is_met(parent, until) => (None, None),
            Turn::Blocked(Until::Free(resource)) => (Some(self.held(resource, parent)), None),
            Turn::Blocked(Until::Time(time)) if person.doing.is_none() => {
                (Some("the kitchen timer".to_owned()), Some(nanoseconds(time)))
            }
            _ => (person.is_idle.then(|| "a child or a machine".to_owned()), None),
        };
        let state = if wait.is_some() { TaskState::Waiting } else { TaskState::Running };
        let work = label.filter(|label| *label < WANT);
        Task { state, wait, until, work, place: person.place, ..finished() }
    }

    /// Returns the event that a chore waits for, in words, and its time in nanoseconds; `None` if the time
    /// isn't known.
    fn next_event(&self, chore: Chore) -> (String, Option<u64>) {
        if chore == Chore::Children {
            return ("a child".to_owned(), None);
        }
        let machines = [Resource::Washer, Resource::Dryer].into_iter();
        let running = machines.filter_map(|it| Some((self.machine(it).runs_until(self.now)?, it)));
        match running.min_by_key(|(until, _)| *until) {
            None => ("a machine".to_owned(), None),
            Some((until, machine)) => (format!("the {}", machine.name()), Some(nanoseconds(until))),
        }
    }

    /// Returns the words for the resource that a parent waits for, and its holder.
    fn held(&self, resource: Resource, parent: usize) -> String {
        let ResourceState { holder, waiters, .. } = &self.resources[resource as usize];
        let before = waiters.front().copied().filter(|first| *first != parent);
        let name = resource.name();
        match holder.or(before) {
            None => format!("the {name}"),
            Some(holder) => format!("the {name}, which {} holds", self.parents[holder].name),
        }
    }
}

/// Returns a finished task.
fn finished() -> Task {
    let state = TaskState::Finished;
    Task { state, place: None, wait: None, until: None, waker: None, work: None }
}
