//! Laundry: two parents share a washer and a dryer, and need both to move a load.

use super::house::House;
pub use super::house::{Guard, Lock};
use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its functions are run here, and not its `main`")]
    include!("../../solutions/03_blocking/lock_order.rs");
    pub(super) const PARENTS: [fn(&Home); 2] = [ann, bob];
}

const NAMES: [&str; 2] = ["Ann", "Bob"];
const WASHER: usize = 0;
const DRYER: usize = 1;

/// The machines, as one parent's handles to them.
#[derive(Debug)]
pub struct Home {
    /// The washer, which only one parent may have at a time.
    pub washer: Lock<Washer>,
    /// The dryer, which only one parent may have at a time.
    pub dryer: Lock<Dryer>,
}

/// A washer, which takes half an hour for a load.
#[derive(Debug)]
pub struct Washer {
    /// Whose load is in it.
    load: Option<usize>,
    seen: Arc<Mutex<Seen>>,
}

/// A dryer, which takes half an hour for a load.
#[derive(Debug)]
pub struct Dryer {
    /// Whose load is in it.
    load: Option<usize>,
    seen: Arc<Mutex<Seen>>,
}

/// The notes about the machines. Times are in minutes.
#[derive(Debug, Default)]
struct Seen {
    /// The loads that were washed: the number of the parent, the start, and `true` if the dryer was held as well.
    washed: Vec<(usize, u64, bool)>,
    /// The loads that were dried: the number of the parent, and the start.
    dried: Vec<(usize, u64)>,
    /// The number of a parent who found the other one's load in the washer.
    found: Option<usize>,
}

/// The minutes that a load takes in either machine.
const LOAD: u64 = 30;

impl Guard<'_, Washer> {
    /// Washes a load, which takes half an hour.
    pub fn wash(&mut self) {
        let (house, who) = self.holder();
        let washed = (who, house.spend(who, "washes", minutes(LOAD)), house.holds(who, DRYER));
        let others = self.load.replace(who).filter(|owner| *owner != who);
        let mut seen = lock(&self.seen);
        seen.washed.push(washed);
        seen.found = seen.found.or(others.map(|_| who));
    }
}

impl Guard<'_, Dryer> {
    /// Moves the load from the washer to the dryer, which takes five minutes.
    pub fn fill_from(&mut self, washer: &mut Guard<'_, Washer>) {
        let (house, who) = self.holder();
        house.spend(who, "moves", minutes(5));
        self.load = washer.load.take();
    }

    /// Dries the load, which takes half an hour.
    pub fn dry(&mut self) {
        let (house, who) = self.holder();
        let from = house.spend(who, "dries", minutes(LOAD));
        let dried = self.load.take().map(|owner| (owner, from));
        lock(&self.seen).dried.extend(dried);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A run of the household: the notes about it, the locks, and its end.
struct Laundry {
    seen: Arc<Mutex<Seen>>,
    house: House,
    attempt: Attempt<()>,
}

fn run(
    ann: impl FnOnce(&Home) + Send + 'static,
    bob: impl FnOnce(&Home) + Send + 'static,
) -> Laundry {
    let run = Run::new(Kind::Chores);
    let house = House::new(&run, &NAMES, &["washer", "dryer"]);
    let seen = Arc::<Mutex<Seen>>::default();
    let washer = Arc::new(Mutex::new(Washer { load: None, seen: Arc::clone(&seen) }));
    let dryer = Arc::new(Mutex::new(Dryer { load: None, seen: Arc::clone(&seen) }));
    let homes = [0, 1].map(|who| Home {
        washer: Lock::new(&house, who, WASHER, &washer),
        dryer: Lock::new(&house, who, DRYER, &dryer),
    });
    let own = house.clone();
    let attempt = Attempt::with(run, move || own.live(|| ann(&homes[0]), || bob(&homes[1])));
    Laundry { seen, house, attempt }
}

/// Checks that both loads are dried, and that one is washed while the other one is being dried.
pub fn check(
    ann: impl FnOnce(&Home) + Send + 'static,
    bob: impl FnOnce(&Home) + Send + 'static,
) -> Verdict {
    let [right_ann, right_bob] = right::PARENTS;
    let right = run(right_ann, right_bob);
    let yours = run(ann, bob);
    yours.verdict().with_lanes(&yours.attempt.run, &right.attempt.run)
}

impl Laundry {
    fn verdict(&self) -> Verdict {
        let seen = lock(&self.seen);
        let house = &self.house;
        match &self.attempt.ended {
            Ended::Returned(()) => {}
            Ended::Held => {
                let Some(missing) = house.missing() else { return Ended::<()>::Held.verdict() };
                return Verdict::wrong(format!(
                    "{missing} doesn't come to the machines, since something else holds that \
                     thread, such as a sleep or a lock of your own; parents should only wait for \
                     machines."
                ))
                .because(
                    "One lock around everything prevents a circle. But then only one parent can \
                     work at a time.",
                );
            }
            ended => return ended.verdict(),
        }
        let tries = house.tries();
        if house.is_stuck() {
            return match (tries, house.own_obstacle()) {
                (Some(tries), _) => Verdict::wrong(format!(
                    "{tries}, and kept the machine that the other one waits for: {}; both loads \
                     should be dried.",
                    house.waits()
                ))
                .because(
                    "Trying in a circle is no better than waiting in one. If all threads take the \
                     locks in the same order, there is no circle.",
                ),
                (None, Some(name)) => Verdict::wrong(format!(
                    "{}, and only {name} could free it; both loads should be dried.",
                    house.waits()
                ))
                .because("A lock is free again when its guard is dropped, and not before."),
                (None, None) => Verdict::wrong(format!(
                    "{}: neither can ever go on; both loads should be dried.",
                    house.waits()
                ))
                .because(
                    "Threads that all take their locks in the same order can't wait in a circle. \
                     Any order will do.",
                ),
            };
        }
        if let Some(who) = seen.found {
            return Verdict::wrong(format!(
                "{} found the other load in the washer, still wet, because the washer had been \
                 put back before its load was moved.",
                NAMES[who]
            ))
            .because("Hold a lock for as long as nobody else may see the value that it protects.");
        }
        if let Some(who) = [0, 1].into_iter().find(|who| seen.dried.iter().all(|it| it.0 != *who)) {
            let name = NAMES[who];
            return Verdict::wrong(format!("{name}'s load was not dried; both loads should be."));
        }
        if let Some(tries) = tries {
            return Verdict::wrong(format!(
                "the laundry was done, but {tries} in vain; use `lock` to wait for a lock."
            ))
            .because(
                "`try_lock` in a loop is polling. If all threads take the locks in the same \
                 order, they can wait for each of them.",
            );
        }
        if house.orders_differ() {
            return Verdict::wrong(
                "it went well this evening, but one took the washer while holding the dryer, and \
                 one the dryer while holding the washer; use the same order everywhere.",
            )
            .because(
                "Threads that take locks in different orders wait in a circle only if they come \
                 at the wrong time. So a run that goes well proves nothing.",
            );
        }
        let overlap = |wash: &(usize, u64, bool)| {
            let beside = |dry: &(usize, u64)| dry.0 != wash.0 && wash.1.abs_diff(dry.1) < LOAD;
            seen.dried.iter().any(beside)
        };
        let last = seen.dried.iter().map(|dried| dried.1 + LOAD).max().unwrap_or(0);
        let last = o_clock(minutes(last));
        if seen.washed.iter().any(overlap) {
            return Verdict::right(format!(
                "each took the washer before the dryer, and both loads were dry at {last}."
            ));
        }
        let early = seen.washed.iter().find(|washed| washed.2).map(|washed| NAMES[washed.0]);
        let why = early.map_or_else(
            || "the washer was held while its load was in the dryer".to_owned(),
            |name| format!("{name} took the dryer before washing"),
        );
        Verdict::wrong(format!(
            "nobody waits in a circle now, but {why}, so the last load was only dry at {last}; \
             washer and dryer can work side by side."
        ))
        .because(
            "A lock that you hold is kept from all others, even while you don't need it: take it \
             as late, and give it back as early, as you can.",
        )
    }
}
