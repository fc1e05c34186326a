//! A list of chores on the fridge, from which Mia's brother takes some, too.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/01_sync/one_step.rs");
    pub(super) const MIA: fn(&List) = mia;
}

/// The chore that Tom already has, and those on the list, each with its time in minutes.
type Chores = (&'static str, &'static [(&'static str, u64)]);

const STORIES: [Chores; 2] = [
    ("dishes", &[("bins", 5), ("plants", 5), ("beds", 10)]),
    ("shoes", &[("bins", 5), ("cat", 5), ("plants", 5), ("beds", 10)]),
];
/// The number of looks in vain at the list at which the run ends.
const ENOUGH: usize = 10;

/// The list of chores. Nobody adds a new one.
#[derive(Debug)]
pub struct List(Arc<Home>);

/// A chore, to be done by the one who took it.
#[derive(Debug)]
pub struct Chore {
    home: Arc<Home>,
    name: &'static str,
    time: Duration,
    is_done: bool,
}

#[derive(Debug)]
struct Home {
    run: Run,
    mia: Lane,
    tom: Lane,
    seen: Shared<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    list: VecDeque<(&'static str, u64)>,
    /// The time at which Mia saw that there is a chore, unless she has taken one since.
    looked: Option<Duration>,
    /// The time at which Tom took the last chore, just before Mia.
    snatched: Option<Duration>,
    /// The number of chores that Mia has done.
    done: usize,
    dropped: Option<&'static str>,
    in_vain: usize,
}

impl List {
    fn new(run: Run, (first, list): Chores, seen: Shared<Seen>) -> Self {
        let (mia, tom) = (run.lane("Mia"), run.lane("Tom"));
        mia.runs();
        tom.runs();
        tom.takes(first);
        let home = Home { run, mia, tom, seen };
        home.seen.see(|seen| seen.list.extend(list));
        Self(Arc::new(home))
    }

    /// Returns `true` if there is no chore on the list. Reading it takes a minute.
    pub fn is_empty(&self) -> bool {
        let is_empty = self.0.seen.see(|seen| seen.list.is_empty());
        if is_empty {
            self.0.looks_in_vain();
        } else {
            self.0.seen.see(|seen| seen.looked = Some(self.0.run.now()));
        }
        self.0.run.pass(minutes(1));
        is_empty
    }

    /// Takes the first chore. If there is none, waits until there is one.
    pub fn take(&self) -> Chore {
        self.0.tom_comes();
        self.0.next().unwrap_or_else(|| {
            self.0.mia.waits();
            self.0.run.wait_for_ever()
        })
    }

    /// Takes the first chore, or returns `None` if there isn't one.
    pub fn try_take(&self) -> Option<Chore> {
        if self.0.seen.see(|seen| seen.looked.is_some()) {
            self.0.tom_comes();
        }
        let chore = self.0.next();
        if chore.is_none() {
            self.0.looks_in_vain();
        }
        chore
    }
}

impl Chore {
    /// Does the chore, which takes some minutes.
    pub fn do_it(mut self) {
        self.is_done = true;
        self.home.mia.takes(self.name);
        self.home.run.pass(self.time);
        self.home.mia.puts_down();
        self.home.seen.see(|seen| seen.done += 1);
    }
}

impl Drop for Chore {
    fn drop(&mut self) {
        if !self.is_done && !thread::panicking() {
            self.home.seen.see(|seen| seen.dropped = seen.dropped.or(Some(self.name)));
        }
    }
}

impl Home {
    /// Lets Tom take the last chore before Mia can. He only comes then, since that's when it matters.
    fn tom_comes(&self) {
        self.seen.see(|seen| {
            if let (1, Some((name, _))) = (seen.list.len(), seen.list.front().copied()) {
                seen.list.clear();
                seen.snatched = Some(self.run.now());
                self.tom.takes(name);
            }
        });
    }

    fn next(self: &Arc<Self>) -> Option<Chore> {
        let (name, time) = self.seen.see(|seen| {
            let next = seen.list.pop_front();
            // Having seen this chore says nothing about the next one.
            seen.looked = seen.looked.filter(|_| next.is_none());
            next
        })?;
        Some(Chore { home: Arc::clone(self), name, time: minutes(time), is_done: false })
    }

    fn looks_in_vain(&self) {
        let times = self.seen.see(|seen| {
            seen.in_vain += 1;
            seen.in_vain
        });
        if times > ENOUGH {
            self.run.give_up();
        }
    }
}

/// Checks that Mia does chores until none is left, and doesn't wait for one that Tom has.
pub fn check(mia: fn(&List)) -> Verdict {
    Verdict::first_wrong(STORIES.iter().map(|chores| check_one(mia, *chores)))
}

fn run(mia: fn(&List), chores: Chores) -> (Attempt<()>, Seen) {
    let seen = Shared::default();
    let list = seen.clone();
    let attempt = Attempt::plain(Kind::Chores, move |run| mia(&List::new(run, chores, list)));
    (attempt, seen.take())
}

fn check_one(mia: fn(&List), chores: Chores) -> Verdict {
    let (right, _) = run(right::MIA, chores);
    let (yours, seen) = run(mia, chores);
    let left = chores.1.len() - seen.done - usize::from(seen.snatched.is_some());
    let now = o_clock(yours.run.now());
    let looked = seen.looked.map(o_clock);
    let snatched = seen.snatched.map(o_clock);
    let verdict = match (&yours.ended, looked, snatched) {
        _ if seen.dropped.is_some() => {
            let name = seen.dropped.unwrap_or_default();
            Verdict::wrong(format!(
                "a chore, \"{name}\", was taken from the list and dropped, so nobody did it; Mia \
                 should do every chore that she takes."
            ))
            .because(
                "`try_take` doesn't just ask if there is a chore: it takes it. If you don't keep \
                 the result, it is dropped.",
            )
        }
        (Ended::Stuck, Some(looked), Some(snatched)) => Verdict::wrong(format!(
            "at {looked} Mia saw that there was a chore, at {snatched} Tom took it before she \
             did, and now she waits for one that nobody will write down; asking and taking should \
             be one step."
        ))
        .because(
            "What you saw in one step may be gone in the next, if somebody else takes from the \
             list, too.",
        ),
        (Ended::Stuck, ..) => Verdict::wrong(format!(
            "since {now} the list is empty, and Mia waits for a chore that nobody will write \
             down; when there is none, she should go out and play."
        ))
        .because(
            "`take` returns only when there is something to take. Can you know that in \
                  advance?",
        ),
        (Ended::Panicked(_), Some(looked), Some(snatched)) => Verdict::wrong(format!(
            "at {looked} Mia saw that there was a chore, at {snatched} Tom took it before she \
             did, and your program, which was sure of it, panicked; asking and taking should be \
             one step."
        ))
        .because(
            "What you saw in one step may be gone in the next. A `None` from `try_take` isn't an \
             error: it's the answer.",
        ),
        (Ended::Panicked(_), ..) if seen.in_vain > 0 => Verdict::wrong(format!(
            "at {now} the list was empty, and your program panicked; when there is no chore, Mia \
             should go out and play."
        ))
        .because(
            "A `None` from `try_take` isn't an error: it says that there is nothing left to \
                  do.",
        ),
        (Ended::Endless, ..) => Verdict::wrong(
            "all chores are taken, and Mia looks at the empty list over and over; she should go \
             out and play.",
        )
        .because("Nobody adds chores to this list: once it is empty, it stays empty."),
        (Ended::Returned(()), ..) if left > 0 => Verdict::wrong(format!(
            "Mia went out to play after {} of her chores, and {left} more stayed on the list; she \
             should go on until none is left.",
            seen.done
        ))
        .because(
            "Only the list knows how many there are: if you ask for one more, it returns `None`.",
        ),
        (Ended::Returned(()), ..) => Verdict::right(format!(
            "Mia did {} chores, and waits for none that Tom has.",
            seen.done
        )),
        (ended, ..) => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}
