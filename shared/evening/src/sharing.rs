//! Sharing: resources that only one parent can use at a time, and parents who wait for each other.

use crate::event::Event;
use crate::home::{House, Parent};
use crate::person::{Turn, Until};
use crate::resource::{Resource, ResourceState};
use crate::steps::What;
use crate::world::World;
use std::error::Error;
use std::fmt;
use std::sync::{MutexGuard, PoisonError};

/// The error of a parent who would wait for ever, because parents wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlock;

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its holder waits for ever")
    }
}

impl Error for Deadlock {}

/// A guard for a resource that a parent holds. Dropping it gives the resource back.
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
    /// Takes a shared resource. Blocks the thread until nobody else holds it.
    ///
    /// # Errors
    ///
    /// Returns [`Deadlock`] if the holder of the resource waits for ever. The story tells of a deadlock as soon as
    /// there is one, but parents only get this error when nobody else can go on.
    #[track_caller]
    pub fn lock(&self, resource: Resource) -> Result<Guard<'_>, Deadlock> {
        self.arrive(self.chore());
        let me = self.number();
        let mut world = self.world();
        world.resources[resource as usize].waiters.push_back(me);
        // A parent who asked earlier and is about to get it counts as the holder, too.
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
        // It isn't worth telling if a parent takes a resource again that nobody else has held since.
        if state.last.replace(me) != Some(me) {
            world.step(Some(me), What::Takes(resource));
        }
        drop(world);
        // The lock is free: the household gives resources in the order of the requests, which a
        // mutex doesn't promise.
        let house = self.house();
        let lock = house.locks[resource as usize].lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Guard { house, resource, lock: Some(lock) })
    }
}

impl World {
    /// Returns the deadlock that the `parent` is part of, if there is one: for each parent in the cycle their
    /// number, the resource they hold and the one they want.
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
        // Each parent in the cycle holds what the previous one wants.
        let held = cycle.iter().map(|(_, wanted)| *wanted).cycle().skip(cycle.len() - 1);
        let holders = cycle.iter().zip(held);
        Some(holders.map(|((person, wants), holds)| (*person, holds, *wants)).collect())
    }
}
