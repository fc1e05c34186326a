//! A checkbook, from which two parents pay at once.

use super::house::House;
pub use super::house::{Guard, Lock};
use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::sync::{Arc, Mutex, PoisonError};
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/03_blocking/checkbook.rs");
    pub(super) const PAY: fn(&Parent, &Lock<Balance>) = pay;
}

const NAMES: [&str; 2] = ["Ann", "Bob"];
const BILLS: [u32; 2] = [200, 120];
const BEFORE: u32 = 500;
const AFTER: u32 = BEFORE - BILLS[0] - BILLS[1];

/// The balance of the account, which only parents can work out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance(u32);

/// Somebody who has to pay a bill.
#[derive(Debug)]
pub struct Parent {
    house: House,
    who: usize,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug)]
struct Seen {
    /// The balance from which each parent subtracted last, and the minute.
    from: [Option<(Balance, u64)>; 2],
    /// True if a parent did so after putting the checkbook back.
    put_back: bool,
}

impl Parent {
    /// Subtracts the bill from a balance, which takes five minutes.
    pub fn subtract(&self, balance: Balance) -> Balance {
        let holds = self.house.holds(self.who, 0);
        let at = self.house.spend(self.who, "subtracts", minutes(5));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.from[self.who] = Some((balance, at));
        seen.put_back |= !holds;
        Balance(balance.0.saturating_sub(BILLS[self.who]))
    }
}

/// An evening on which both pay, or try to.
struct Evening {
    attempt: Attempt<()>,
    house: House,
    seen: Arc<Mutex<Seen>>,
    balance: Arc<Mutex<Balance>>,
}

fn run(pay: impl Fn(&Parent, &Lock<Balance>) + Send + Sync + 'static) -> Evening {
    let run = Run::new(Kind::Chores);
    let house = House::new(&run, &NAMES, &["checkbook"]);
    let seen = Arc::new(Mutex::new(Seen { from: [None; 2], put_back: false }));
    let balance = Arc::new(Mutex::new(Balance(BEFORE)));
    let [ann, bob] = [0, 1].map(|who| {
        let parent = Parent { house: house.clone(), who, seen: Arc::clone(&seen) };
        (parent, Lock::new(&house, who, 0, &balance))
    });
    let own = house.clone();
    let attempt =
        Attempt::with(run, move || own.live(|| pay(&ann.0, &ann.1), || pay(&bob.0, &bob.1)));
    Evening { attempt, house, seen, balance }
}

/// Checks that both payments are in the checkbook.
pub fn check(pay: impl Fn(&Parent, &Lock<Balance>) + Send + Sync + 'static) -> Verdict {
    let right = run(right::PAY);
    let yours = run(pay);
    yours.verdict().with_lanes(&yours.attempt.run, &right.attempt.run)
}

impl Evening {
    fn verdict(&self) -> Verdict {
        match (&self.attempt.ended, self.house.missing()) {
            (Ended::Returned(()), _) => {}
            (Ended::Held, Some(missing)) => {
                return Verdict::wrong(format!(
                    "{missing} doesn't come to the checkbook, since something else holds that \
                     thread, such as a sleep or a lock of your own; the checkbook's lock is \
                     enough."
                ))
                .because(
                    "The value is inside its lock, so nobody gets at it without locking. A lock \
                     beside the value only keeps out those who think of it.",
                );
            }
            (ended, _) => return ended.verdict(),
        }
        let tries = self.house.tries();
        if self.house.is_stuck() {
            let waits = self.house.waits();
            let verdict = Verdict::wrong(format!(
                "{}: neither can ever go on; both payments should be written.",
                tries.map_or(waits.clone(), |tries| format!("{tries}, and {waits}")),
            ));
            return verdict.because(
                "A lock is free again when its guard is dropped: at the end of the block if it is \
                 in a variable, and otherwise at the end of the statement.",
            );
        }
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Balance(left) = *self.balance.lock().unwrap_or_else(PoisonError::into_inner);
        let [Some((ann, ann_at)), Some((bob, bob_at))] = seen.from else {
            let name = NAMES[usize::from(seen.from[0].is_some())];
            return Verdict::wrong(format!("{name} did not pay; both should pay their bills."));
        };
        if left == AFTER {
            return match tries {
                None => {
                    Verdict::right(format!("both payments are in the checkbook: {left} is left."))
                }
                Some(tries) => Verdict::wrong(format!(
                    "both payments are in the checkbook, but {tries} in vain; use `lock` to wait \
                     for a lock."
                ))
                .because("`try_lock` in a loop is polling."),
            };
        }
        if left == BEFORE {
            return Verdict::wrong(format!(
                "both subtracted, but nobody wrote the result: the checkbook still says {left}, \
                 though {AFTER} is left."
            ))
            .because(
                "A value copied out of a guard is a copy. The protected value only changes when \
                 you assign to it through the guard.",
            );
        }
        let lost = (0..2).find(|who| left == BEFORE - BILLS[1 - who]);
        let Some(lost) = lost.filter(|_| ann == bob) else {
            return Verdict::wrong(format!(
                "the checkbook says {left} in the end; after both payments, {AFTER} is left."
            ));
        };
        let [ann_at, bob_at] = [ann_at, bob_at].map(|at| o_clock(minutes(at)));
        let verdict = Verdict::wrong(format!(
            "Ann subtracted from {} at {ann_at}, and Bob, at {bob_at}, from {0}, too, so {}'s \
             payment of {} is lost: the checkbook says {left}, and {AFTER} is left.",
            ann.0, NAMES[lost], BILLS[lost]
        ));
        verdict.because(if seen.put_back {
            "A value read under a lock may be out of date once the lock is free again. Reading, \
             thinking and writing are one step only under one guard."
        } else {
            "Reading, thinking and writing need one guard for all three. Between two guards, \
             another thread may come."
        })
    }
}
