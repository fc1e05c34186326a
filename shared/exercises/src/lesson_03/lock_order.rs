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

/// The machines, as one parent comes to them.
#[derive(Debug)]
pub struct Home {
    /// The washer, which one parent may have at a time.
    pub washer: Lock<Washer>,
    /// The dryer, which one parent may have at a time.
    pub dryer: Lock<Dryer>,
}

/// Washes a load in half an hour.
#[derive(Debug)]
pub struct Washer {
    /// Whose load is in it.
    load: Option<usize>,
    seen: Arc<Mutex<Seen>>,
}

/// Dries a load in half an hour.
#[derive(Debug)]
pub struct Dryer {
    /// Whose load is in it.
    load: Option<usize>,
    seen: Arc<Mutex<Seen>>,
}

/// What the machines did. Times are minutes.
#[derive(Debug, Default)]
struct Seen {
    /// Whose loads were washed, from when on, and whether the dryer was held meanwhile.
    washed: Vec<(usize, u64, bool)>,
    /// Whose loads were dried, and from when on.
    dried: Vec<(usize, u64)>,
    /// Who found the load of another one in the washer.
    found: Option<usize>,
}

/// The minutes that a load is in either machine.
const LOAD: u64 = 30;

impl Guard<'_, Washer> {
    /// Washes a load of that parent's, which takes half an hour.
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
    /// Moves what is in the washer to the dryer, which takes five minutes.
    pub fn fill_from(&mut self, washer: &mut Guard<'_, Washer>) {
        let (house, who) = self.holder();
        house.spend(who, "moves", minutes(5));
        self.load = washer.load.take();
    }

    /// Dries what is in the dryer, which takes half an hour.
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

/// A run of the household: what was done, who waited for whom, and how it ended.
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

/// Says whether both loads are dried, and one washed while the other one is dried.
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
                    "{missing} does not come to the machines, since that thread is held by \
                     something else, be it a sleep or a lock of your own; parents are to wait \
                     for machines only."
                ))
                .because(
                    "One lock around everything leaves no circle. But then nobody can work \
                     beside the one who has it either.",
                );
            }
            ended => return ended.verdict(),
        }
        let tries = house.tries();
        if house.is_stuck() {
            return match (tries, house.own_obstacle()) {
                (Some(tries), _) => Verdict::wrong(format!(
                    "{tries}, and kept what the other one waits for: {}; both loads are to be \
                     dried.",
                    house.waits()
                ))
                .because(
                    "To try in a circle is no better than to wait in a circle. If all threads \
                     take the locks in the same order, there is no circle.",
                ),
                (None, Some(name)) => Verdict::wrong(format!(
                    "{}, and only {name} could free it; both loads are to be dried.",
                    house.waits()
                ))
                .because("A lock is free again when its guard is dropped, and not before."),
                (None, None) => Verdict::wrong(format!(
                    "{}: neither can ever go on; both loads are to be dried.",
                    house.waits()
                ))
                .because(
                    "Threads that all take their locks in the same order cannot wait in a \
                     circle. Which order that is does not matter.",
                ),
            };
        }
        if let Some(who) = seen.found {
            return Verdict::wrong(format!(
                "{} found the other load in the washer, still wet, because the washer had been \
                 put back before its load was moved.",
                NAMES[who]
            ))
            .because("A lock is to be held for as long as nobody else may see what it protects.");
        }
        if let Some(who) = [0, 1].into_iter().find(|who| seen.dried.iter().all(|it| it.0 != *who)) {
            let name = NAMES[who];
            return Verdict::wrong(format!("{name}'s load was not dried; both loads are to be."));
        }
        if let Some(tries) = tries {
            return Verdict::wrong(format!(
                "the laundry was done, but {tries} in vain; to wait for a lock, call `lock`."
            ))
            .because(
                "`try_lock` in a loop is polling. If all threads take the locks in the same \
                 order, they can wait for each of them.",
            );
        }
        if house.orders_differ() {
            return Verdict::wrong(
                "it went well this evening, but one took the washer while holding the dryer, and \
                 one the dryer while holding the washer; there is to be one order.",
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
            "nobody waits in a circle any more, but {why}, so that the last load was dry only at \
             {last}; washer and dryer can work side by side."
        ))
        .because(
            "Whoever holds a lock keeps all others from it, needed or not: take it as late, and \
             give it back as early, as what it protects allows.",
        )
    }
}
