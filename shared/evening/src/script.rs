//! The script of an evening: everything that will happen, whatever the parents do.

use timeline::EVENING;

/// A length of time in minutes, or a time in minutes since the evening began.
pub(crate) type Minutes = u32;

/// The time that a check takes.
pub(crate) const CHECK: Minutes = 1;
/// The time that it takes to find the place in the checkbook again after another chore.
pub(crate) const FIND_PLACE: Minutes = 1;
/// The time that it takes to put a load into the washer.
pub(crate) const FILL: Minutes = 3;
/// The time that it takes to move a load to the dryer.
pub(crate) const MOVE: Minutes = 4;
/// The time that it takes to fold a load.
pub(crate) const FOLD: Minutes = 6;

/// Everything that will happen in an evening.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// The troubles of the children, in the order of time. After the last one, they sleep.
    pub(crate) troubles: Vec<Trouble>,
    /// The running times of the machines for each load of laundry.
    pub(crate) loads: Vec<Run>,
    /// The entries to make in the checkbook, in order.
    pub(crate) entries: Vec<Entry>,
    /// The initial balance in the checkbook.
    pub(crate) balance: i64,
}

/// Something that a child needs.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) at: Minutes,
    pub(crate) who: &'static str,
    pub(crate) what: &'static str,
    /// The time that it takes to help.
    pub(crate) takes: Minutes,
    /// The maximum time that it can wait.
    pub(crate) patience: Minutes,
    pub(crate) urgent: bool,
    /// The amount to pay with a cheque from the checkbook; 0 if there is nothing to pay.
    pub(crate) cost: i64,
}

/// The running times of the machines for a load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) wash: Minutes,
    pub(crate) dry: Minutes,
}

/// A line of the checkbook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) takes: Minutes,
    pub(crate) amount: i64,
}

/// Returns the minutes from the beginning of the evening to a time of day.
const fn at(hour: u32, minute: u32) -> Minutes {
    hour * 60 + minute - EVENING
}

impl Script {
    /// Returns the evening that the chapters tell of.
    pub(crate) fn told() -> Self {
        let trouble = |at, who, what, takes, patience| {
            let urgent = false;
            let cost = 0;
            Trouble { at, who, what, takes, patience, urgent, cost }
        };
        let urgent = |trouble| Trouble { urgent: true, ..trouble };
        let paid = |cost, trouble| Trouble { cost, ..trouble };
        Self {
            troubles: vec![
                trouble(at(17, 18), "Mia", "cannot find the bear", 4, 20),
                urgent(trouble(at(17, 54), "Tom", "fell and hurt a knee", 6, 5)),
                paid(120, urgent(trouble(at(18, 10), "Tom", "has to go to urgent care", 40, 10))),
                trouble(at(18, 59), "Mia", "and Tom fight over a game", 10, 15),
                trouble(at(19, 52), "Mia", "is thirsty", 4, 20),
                trouble(at(20, 30), "both", "are tired", 25, 30),
            ],
            loads: vec![
                Run { wash: 50, dry: 40 },
                Run { wash: 45, dry: 38 },
                Run { wash: 40, dry: 35 },
            ],
            entries: (0..54)
                .map(|n| Entry { takes: 1 + n % 3, amount: 40 - 7 * i64::from(n % 12) })
                .collect(),
            balance: 1200,
        }
    }

    /// Returns another evening. The same `seed` gives the same evening.
    ///
    /// Troubles are so far apart that a parent who hears of one in time is done with it before the next
    /// one comes.
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut troubles = Vec::new();
        let mut at = random.u32(8..=25);
        let urgent_care = random.usize(1..=2);
        for number in 0..random.usize(4..=7) {
            let who = if random.bool() { "Mia" } else { "Tom" };
            let trouble = if number == urgent_care {
                let takes = random.u32(25..=45);
                let cost = random.i64(60..=250);
                let what = "has to go to urgent care";
                Trouble { at, who, what, takes, patience: 10, urgent: true, cost }
            } else if random.u32(0..3) == 0 {
                let takes = random.u32(2..=8);
                Trouble { at, who, what: "is hurt", takes, patience: 5, urgent: true, cost: 0 }
            } else {
                let takes = random.u32(2..=10);
                let patience = random.u32(10..=25);
                Trouble { at, who, what: "needs help", takes, patience, urgent: false, cost: 0 }
            };
            at += LONGEST_STEP + trouble.takes + random.u32(1..=25);
            troubles.push(trouble);
        }
        let takes = random.u32(15..=30);
        let who = "both";
        let what = "are tired";
        troubles.push(Trouble { at, who, what, takes, patience: 30, urgent: false, cost: 0 });
        let loads = (0..random.usize(2..=4)).map(|_| {
            let wash = random.u32(25..=50);
            Run { wash, dry: random.u32(20..=wash) }
        });
        let loads = loads.collect();
        let entries = (0..random.usize(40..=60)).map(|_| {
            let takes = random.u32(2..=LONGEST_ENTRY);
            let amount = random.i64(-90..=60);
            Entry { takes, amount }
        });
        Self { troubles, loads, entries: entries.collect(), balance: 1200 }
    }
}

/// The time that the longest entry takes in seeded evenings.
const LONGEST_ENTRY: Minutes = 4;
/// The longest time that anything but helping a child keeps a parent busy.
const LONGEST_STEP: Minutes = FOLD;
const _: () = assert!(LONGEST_STEP >= LONGEST_ENTRY + FIND_PLACE && LONGEST_STEP >= MOVE);
