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
        let checkbook =
            if need.costs_money() { Some(parent.lock(Thing::Checkbook)?) } else { None };
        parent.help(need);
        drop(checkbook);
    }
    Ok(())
}

fn laundry(parent: &Parent, dryer_first: bool) -> Result<(), Deadlock> {
    while let Some(load) = parent.next_load() {
        // Who comes with the dryer in hand, and who with the washer, want what the other one holds.
        let early = if dryer_first { Some(parent.lock(Thing::Dryer)?) } else { None };
        let washer = parent.lock(Thing::Washer)?;
        parent.wash(&load);
        parent.watch(Thing::Washer);
        let dryer = if let Some(dryer) = early { dryer } else { parent.lock(Thing::Dryer)? };
        parent.dry(&load);
        drop(washer);
        parent.watch(Thing::Dryer);
        parent.fold(load);
        drop(dryer);
    }
    Ok(())
}

fn checkbook(parent: &Parent, keep: bool) -> Result<(), Deadlock> {
    let mut checkbook = parent.lock(Thing::Checkbook)?;
    while let Some(entry) = parent.next_entry() {
        parent.balance(entry);
        // Who keeps it until all is balanced lets a child wait that needs a cheque.
        if !keep {
            drop(checkbook);
            checkbook = parent.lock(Thing::Checkbook)?;
        }
    }
    Ok(())
}

pub(crate) fn evening(home: &Home, way: Way) {
    // All are at home before the first begins.
    let [ann, bob, cyd] = ["Ann", "Bob", "Cyd"].map(|name| home.parent(name));
    let dan = (way != Way::OneForLaundry).then(|| home.parent("Dan"));
    thread::scope(|scope| {
        scope.spawn(move || children(&ann));
        scope.spawn(move || laundry(&bob, false));
        scope.spawn(move || checkbook(&cyd, way == Way::AsItComes));
        if let Some(dan) = dan {
            scope.spawn(move || laundry(&dan, way == Way::AsItComes));
        }
    });
}

fn main() {
    let asked = cli::evening(&["fix"]);
    if asked.fix {
        asked.show(&[
            ("one order for locks", &|home| evening(home, Way::OneOrder)),
            ("one thread for the laundry", &|home| evening(home, Way::OneForLaundry)),
        ]);
    } else {
        asked.show(&[("", &|home| evening(home, Way::AsItComes))]);
    }
}
