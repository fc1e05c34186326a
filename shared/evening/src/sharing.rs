//! Sharing: what only one parent can use at a time, and parents who wait for each other.

use crate::event::Event;
use crate::home::{House, Parent};
use crate::person::{Turn, Until};
use crate::thing::{Shared, Thing};
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

/// A thing that a parent holds, until this is dropped.
#[derive(Debug)]
#[must_use = "it is put back when this is dropped"]
pub struct Held<'a> {
    house: &'a House,
    thing: Thing,
    lock: Option<MutexGuard<'a, ()>>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.lock = None;
        self.house.world().things[self.thing as usize].holder = None;
    }
}

impl Parent {
    /// Takes something that is shared; blocks until nobody else holds it.
    ///
    /// # Errors
    ///
    /// Returns [`Deadlock`] if whoever holds it waits for ever. That parents wait for each other is found out
    /// and told as soon as they do; but they get this error only when nobody else can go on.
    pub fn lock(&self, thing: Thing) -> Result<Held<'_>, Deadlock> {
        let me = self.number();
        let mut world = self.world();
        world.things[thing as usize].wanted.push_back(me);
        // Whoever asked before and is about to get it counts as the holder, too.
        let Shared { holder, wanted } = &world.things[thing as usize];
        let before = wanted.front().copied().filter(|parent| *parent != me);
        if let Some(holder) = holder.or(before) {
            let held = |thing: &Thing| world.things[*thing as usize].holder == Some(me);
            let holds = Thing::ALL.into_iter().find(held);
            world.tell(Event::Wants { parent: me, holds, thing, holder });
        }
        drop(world);
        let mut world = self.block(None, Until::Free(thing));
        if world.is_stuck {
            return Err(Deadlock);
        }
        let shared = &mut world.things[thing as usize];
        shared.wanted.pop_front();
        shared.holder = Some(me);
        drop(world);
        // Nobody else has it by now: the household gives a thing to whoever asked first, which a
        // mutex does not promise.
        let house = self.house();
        let lock = house.locks[thing as usize].lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Held { house, thing, lock: Some(lock) })
    }
}

impl World {
    /// Returns who holds what and wants what, if the `parent` waits for someone who waits, by way of others
    /// or not, for the `parent`.
    pub(crate) fn deadlock(&self, parent: usize) -> Option<Vec<(usize, Thing, Thing)>> {
        let wants = |person: usize| match self.parents[person].turn {
            Turn::Blocked(Until::Free(thing)) => Some(thing),
            _ => None,
        };
        let mut circle = Vec::new();
        let mut person = parent;
        loop {
            let wanted = wants(person)?;
            let holder = self.things[wanted as usize].holder?;
            circle.push((person, wanted));
            if holder == parent {
                break;
            }
            if circle.iter().any(|(seen, _)| *seen == holder) {
                return None;
            }
            person = holder;
        }
        // Everyone in the circle holds what the one before wants.
        let held = circle.iter().map(|(_, wanted)| *wanted).cycle().skip(circle.len() - 1);
        let holders = circle.iter().zip(held);
        Some(holders.map(|((person, wants), holds)| (*person, holds, *wants)).collect())
    }
}
