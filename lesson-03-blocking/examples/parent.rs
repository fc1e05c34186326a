//! The threading parents each do a chore, and share a washer, a dryer and a checkbook.

use shared::cli;
use shared::evening::{Deadlock, Home, Parent, Thing};
use std::thread;

/// What the parents do about sharing.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Way {
    /// Each takes what is at hand, and keeps it.
    AsItComes,
    /// All take the washer before the dryer, and put the checkbook down after each entry.
    OneOrder,
    /// One of them does all of the laundry, and the checkbook is put down after each entry.
    OneForLaundry,
}

fn children(parent: &Parent) -> Result<(), Deadlock> {
    while let Some(need) = parent.watch_children() {
        let mut checkbook = None;
        if need.costs_money() {
            checkbook = Some(parent.lock(Thing::Checkbook)?);
        }
        parent.help(need);
        drop(checkbook);
    }
    Ok(())
}

fn laundry(parent: &Parent, dryer_first: bool) -> Result<(), Deadlock> {
    while let Some(load) = parent.next_load() {
        let mut dryer = None;
        if dryer_first {
            dryer = Some(parent.lock(Thing::Dryer)?);
        }
        let washer = parent.lock(Thing::Washer)?;
        parent.wash(&load);
        parent.watch(Thing::Washer);
        if !dryer_first {
            dryer = Some(parent.lock(Thing::Dryer)?);
        }
        parent.dry(&load);
        drop(washer);
        parent.watch(Thing::Dryer);
        parent.fold(load);
        drop(dryer);
    }
    Ok(())
}

fn all_laundry(parent: &Parent) {
    while let Some(step) = parent.watch_machines() {
        parent.handle(step);
    }
}

fn checkbook(parent: &Parent, keep: bool) -> Result<(), Deadlock> {
    let mut checkbook = parent.lock(Thing::Checkbook)?;
    while let Some(entry) = parent.next_entry() {
        parent.balance(entry);
        if !keep {
            drop(checkbook);
            checkbook = parent.lock(Thing::Checkbook)?;
        }
    }
    Ok(())
}

pub(crate) fn evening(home: &Home, way: Way) {
    let [ann, bob, cyd, dan] = ["Ann", "Bob", "Cyd", "Dan"].map(|name| home.parent(name));
    thread::scope(|scope| {
        scope.spawn(move || children(&ann));
        if way == Way::OneForLaundry {
            scope.spawn(move || all_laundry(&bob));
            drop(cyd);
        } else {
            scope.spawn(move || laundry(&bob, false));
            scope.spawn(move || laundry(&cyd, way == Way::AsItComes));
        }
        scope.spawn(move || checkbook(&dan, way == Way::AsItComes));
    });
}

fn main() {
    let asked = cli::evening(&["fix"]);
    let ways: &[_] = if asked.fix {
        &[("one order of locks", Way::OneOrder), ("one for the laundry", Way::OneForLaundry)]
    } else {
        &[("", Way::AsItComes)]
    };
    let homes = ways.iter().map(|(name, way)| {
        let home = asked.home();
        evening(&home, *way);
        (*name, home)
    });
    asked.report(&homes.collect::<Vec<_>>());
}
