//! The threading parents each do a chore, and share a washer, a dryer and a checkbook.

use evening::{Deadlock, Home, Parent, Resource, cli, spawn};
use std::thread;

/// The way in which the parents share.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Way {
    /// Each takes whatever comes to hand, and keeps it.
    Careless,
    /// All take the washer before the dryer, and put the checkbook down after each entry.
    InOrder,
    /// One of them does all of the laundry, and the checkbook is put down after each entry.
    Divided,
}

fn children(parent: &Parent) -> Result<(), Deadlock> {
    while let Some(need) = parent.watch_children() {
        let checkbook =
            if need.costs_money() { Some(parent.lock(Resource::Checkbook)?) } else { None };
        parent.help(need);
        drop(checkbook);
    }
    Ok(())
}

fn laundry(parent: &Parent, dryer_first: bool) -> Result<(), Deadlock> {
    while let Some(load) = parent.next_load() {
        // A parent who takes the dryer now may wait for the washer while its holder waits for the
        // dryer, so that neither can ever go on.
        let reserved = if dryer_first { Some(parent.lock(Resource::Dryer)?) } else { None };
        let washer = parent.lock(Resource::Washer)?;
        parent.wash(&load);
        parent.watch(Resource::Washer);
        let dryer = if let Some(held) = reserved { held } else { parent.lock(Resource::Dryer)? };
        parent.dry(&load);
        drop(washer);
        parent.watch(Resource::Dryer);
        parent.fold(load);
        drop(dryer);
    }
    Ok(())
}

fn checkbook(parent: &Parent, keep: bool) -> Result<(), Deadlock> {
    let mut checkbook = parent.lock(Resource::Checkbook)?;
    while let Some(entry) = parent.next_entry() {
        parent.balance(entry);
        // A parent who keeps it makes a child wait that needs a cheque. Once it is put down, those who
        // have waited come first.
        if !keep {
            drop(checkbook);
            checkbook = parent.lock(Resource::Checkbook)?;
        }
    }
    Ok(())
}

pub(crate) fn evening(home: &Home, way: Way) {
    let careless = way == Way::Careless;
    // All are at home before the first begins.
    let [ann, bob, cyd] = ["Ann", "Bob", "Cyd"].map(|name| home.parent(name));
    let dan = (way != Way::Divided).then(|| home.parent("Dan"));

    // Each chore has a thread. In a deadlock threads would wait for ever; here they give up when all
    // others are done, so that the program ends, and the household tells what happened.
    thread::scope(|scope| {
        spawn(scope, move || children(&ann));
        spawn(scope, move || laundry(&bob, false));
        spawn(scope, move || checkbook(&cyd, careless));
        if let Some(dan) = dan {
            spawn(scope, move || laundry(&dan, careless));
        }
    });
}

fn main() -> std::process::ExitCode {
    let asked = cli::evening(&["fix"]);
    if asked.fix {
        asked.show(&[
            ("in order", &|home| evening(home, Way::InOrder)),
            ("divided", &|home| evening(home, Way::Divided)),
        ])
    } else {
        asked.show(&[("", &|home| evening(home, Way::Careless))])
    }
}
