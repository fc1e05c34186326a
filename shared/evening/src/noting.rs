//! Noting the steps of an evening while it lasts.

use crate::chore::Chore;
use crate::person::{Doing, Turn, Until};
use crate::record::state;
use crate::resource::{Resource, ResourceState};
use crate::script::Minutes;
use crate::steps::{Noted, Now, Waits, What};
use crate::world::World;
use player::TaskState;
use std::mem;
use timeline::Place;
use timeline::State;

impl World {
    /// Notes that a parent's program has come to a line, which may be for a chore.
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

    /// Notes a step, which is brought about by a parent or comes from outside.
    pub(crate) fn step(&mut self, by: Option<usize>, what: What) {
        let is_over = Chore::ALL.into_iter().all(|chore| self.is_over(chore));
        if self.is_stuck || is_over && !matches!(what, What::Told(_)) {
            return;
        }
        let by = by.map(|parent| (parent, self.parents[parent].at_chore));
        if let (
            Some(Noted { what: What::Enters { last, .. }, by: before, .. }),
            What::Enters { first, finds_place: false, .. },
        ) = (self.steps.last_mut(), what)
        {
            // Nothing else has happened since the entry before.
            if *before == by {
                *last = first;
                return;
            }
        }
        let place = by.and_then(|(parent, _)| self.parents[parent].place);
        self.steps.push(Noted { at: self.now, what, by, place, lanes: self.lanes() });
        self.is_open = by.is_some();
    }

    /// Takes what a parent does from now on to be a part of the step that the same call has made, if it
    /// has made one.
    pub(crate) fn settle(&mut self) {
        if mem::take(&mut self.is_open) {
            let lanes = self.lanes();
            self.steps.last_mut().expect("there is an open step").lanes = lanes;
        }
    }

    /// Notes that parents have a rest, if there is nothing that they do.
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

    /// Returns how each lane is now.
    pub(crate) fn lanes(&self) -> Vec<Now> {
        let chores = Chore::ALL.into_iter().map(|chore| self.chore_now(chore));
        let parents = (0..self.parents.len()).map(|parent| self.parent_now(parent));
        chores.chain(parents).collect()
    }

    fn chore_now(&self, chore: Chore) -> Now {
        let label = None;
        let place = self.places[chore as usize];
        let now = |state, waits, until| Now { state, label, waits, until, place };
        // Parents may wait for what somebody else holds, all of those who are there for this chore.
        let here = self
            .parents
            .iter()
            .enumerate()
            .filter(|(_, person)| person.at_chore == Some(chore) && person.turn != Turn::Gone);
        let held = here.map(|(parent, person)| match person.turn {
            Turn::Blocked(until @ Until::Free(it)) if !self.is_met(parent, until) => {
                Some(self.held(it, parent))
            }
            _ => None,
        });
        let stuck = held.collect::<Option<Vec<_>>>().and_then(|held| held.first().copied());
        match (self.state(chore), stuck) {
            (None, _) => Now { place: None, ..now(TaskState::Finished, None, None) },
            (Some(State::Running), _) => now(TaskState::Running, None, None),
            (Some(State::Ready), None) => now(TaskState::Ready, Some(Waits::Turn), None),
            (Some(State::Ready), stuck) => now(TaskState::Ready, stuck, None),
            (Some(State::Waiting), _) if chore == Chore::Children => {
                now(TaskState::Waiting, Some(Waits::Child), None)
            }
            (Some(State::Waiting), _) => {
                let (waits, until) = self.step_of_laundry();
                now(TaskState::Waiting, Some(waits), until)
            }
        }
    }

    fn parent_now(&self, parent: usize) -> Now {
        let person = &self.parents[parent];
        let Some((state, label)) = state(person) else {
            let state = TaskState::Finished;
            return Now { state, label: None, waits: None, until: None, place: None };
        };
        let running =
            Now { state: TaskState::Running, label, waits: None, until: None, place: person.place };
        let waits = match (person.turn, person.doing) {
            (Turn::Blocked(until), doing) if self.is_met(parent, until) => {
                return Now { label: label.filter(|_| doing.is_some()), ..running };
            }
            (Turn::Blocked(Until::Free(resource)), _) => Some((self.held(resource, parent), None)),
            (Turn::Blocked(until), Some((_, Doing::Watch))) => Some(self.watched(until)),
            (Turn::Blocked(Until::Time(time)), None) => Some((Waits::Timer, Some(time))),
            _ if person.is_idle => Some((Waits::News, None)),
            _ => None,
        };
        match waits {
            None => running,
            Some((waits, until)) => {
                let state =
                    if state == State::Waiting { TaskState::Waiting } else { TaskState::Running };
                Now { state, waits: Some(waits), until, ..running }
            }
        }
    }

    /// Returns what a parent watches, and until when.
    fn watched(&self, until: Until) -> (Waits, Option<Minutes>) {
        match until {
            Until::Need => (Waits::Child, None),
            Until::Machine(machine) => (Waits::Machine(machine), self.earliest(until)),
            _ => self.step_of_laundry(),
        }
    }

    /// Returns the machine by which the laundry can go on next, and when.
    fn step_of_laundry(&self) -> (Waits, Option<Minutes>) {
        let until = self.earliest(Until::Step);
        let mut machines = [Resource::Washer, Resource::Dryer].into_iter();
        let next =
            machines.find(|it| until.is_some() && self.machine(*it).runs_until(self.now) == until);
        (next.map_or(Waits::Machines, Waits::Machine), until)
    }

    fn held(&self, resource: Resource, parent: usize) -> Waits {
        let ResourceState { holder, waiters, .. } = &self.resources[resource as usize];
        let before = waiters.front().copied().filter(|first| *first != parent);
        Waits::Held(resource, holder.or(before))
    }
}
