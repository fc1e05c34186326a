//! Sharing: what only one parent can use at a time, and parents who wait for each other.

use crate::event::Event;
use crate::home::{House, Parent};
use crate::person::{Turn, Until};
use crate::resource::{Resource, ResourceState};
use crate::steps::What;
use crate::world::World;
use std::error::Error;
use std::fmt;
use std::sync::{MutexGuard, PoisonError};

/// Parents wait for each other, and one of them was about to wait for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlock;

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whoever holds it waits for ever")
    }
}

impl Error for Deadlock {}

/// A resource that a parent holds, until this is dropped.
#[derive(Debug)]
#[must_use = "it is put back when this is dropped"]
pub struct Guard<'a> {
    house: &'a House,
    resource: Resource,
    lock: Option<MutexGuard<'a, ()>>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock = None;
        let mut world = self.house.world();
        let state = &mut world.resources[self.resource as usize];
        let holder = state.holder.take();
        if !state.waiters.is_empty() {
            world.step(holder, What::GivesBack(self.resource));
        }
    }
}

impl Parent {
    /// Takes something that is shared; blocks until nobody else holds it.
    ///
    /// # Errors
    ///
    /// Returns [`Deadlock`] if whoever holds it waits for ever. That parents wait for each other is found out
    /// and told as soon as they do; but they get this error only when nobody else can go on.
    #[track_caller]
    pub fn lock(&self, resource: Resource) -> Result<Guard<'_>, Deadlock> {
        self.arrive(self.chore());
        let me = self.number();
        let mut world = self.world();
        world.resources[resource as usize].waiters.push_back(me);
        // Whoever asked before and is about to get it counts as the holder, too.
        let ResourceState { holder, waiters, .. } = &world.resources[resource as usize];
        let before = waiters.front().copied().filter(|parent| *parent != me);
        if let Some(holder) = holder.or(before) {
            let held = |resource: &Resource| world.resources[*resource as usize].holder == Some(me);
            let holds = Resource::ALL.into_iter().find(held);
            world.tell(Some(me), Event::Wants { parent: me, holds, resource, holder });
        }
        drop(world);
        let mut world = self.block(None, Until::Free(resource));
        if world.is_stuck {
            return Err(Deadlock);
        }
        let state = &mut world.resources[resource as usize];
        state.waiters.pop_front();
        state.holder = Some(me);
        // To take again what one has just given back is no news.
        if state.last.replace(me) != Some(me) {
            world.step(Some(me), What::Takes(resource));
        }
        drop(world);
        // Nobody else has it by now: the household gives a resource to whoever asked first, which a
        // mutex does not promise.
        let house = self.house();
        let lock = house.locks[resource as usize].lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Guard { house, resource, lock: Some(lock) })
    }
}

impl World {
    /// Returns who holds what and wants what, if the `parent` waits for someone who waits, by way of others
    /// or not, for the `parent`.
    pub(crate) fn deadlock(&self, parent: usize) -> Option<Vec<(usize, Resource, Resource)>> {
        let wants = |person: usize| match self.parents[person].turn {
            Turn::Blocked(Until::Free(resource)) => Some(resource),
            _ => None,
        };
        let mut cycle = Vec::new();
        let mut person = parent;
        loop {
            let wanted = wants(person)?;
            let holder = self.resources[wanted as usize].holder?;
            cycle.push((person, wanted));
            if holder == parent {
                break;
            }
            if cycle.iter().any(|(seen, _)| *seen == holder) {
                return None;
            }
            person = holder;
        }
        // Everyone in the cycle holds what the one before wants.
        let held = cycle.iter().map(|(_, wanted)| *wanted).cycle().skip(cycle.len() - 1);
        let holders = cycle.iter().zip(held);
        Some(holders.map(|((person, wants), holds)| (*person, holds, *wants)).collect())
    }
}
