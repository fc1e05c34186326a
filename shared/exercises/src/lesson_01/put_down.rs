//! Shirts to be ironed and folded, and a child who calls in the middle of it.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::thread;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its type is used here, and not its `main`")]
    include!("../../solutions/01_sync/put_down.rs");
    pub(super) fn run(story: (usize, u64)) -> super::Run {
        super::run(|basket| Laundry { basket, ironed: None }, story).0.run
    }
}

/// Work that is done step by step, and can be put down after each.
pub trait Work {
    /// Does the next step, and returns `true`; returns `false` if nothing was left to do.
    fn step(&mut self) -> bool;
}

/// The stories: the number of shirts, and the minute at which Mia calls.
const STORIES: [(usize, u64); 2] = [(3, 2), (4, 9)];
/// The number of steps that do nothing at which the run ends.
const ENOUGH: usize = 5;

/// A basket of shirts, fresh from the dryer.
#[derive(Debug)]
pub struct Basket {
    home: Arc<Home>,
    shirts: usize,
}

/// A shirt, to be ironed.
#[derive(Debug)]
pub struct Shirt(Held);

/// An ironed shirt, to be folded.
#[derive(Debug)]
pub struct Ironed(Held);

/// A shirt that isn't done yet.
#[derive(Debug)]
struct Held {
    home: Arc<Home>,
    /// The number of the step that ironed it.
    ironed: Option<usize>,
    is_done: bool,
}

#[derive(Debug)]
struct Home {
    run: Run,
    laundry: Lane,
    /// The minute at which Mia calls.
    calls: u64,
    seen: Shared<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Mia's lane, which begins with her call.
    mia: Option<Lane>,
    /// The minute at which somebody had time for Mia.
    looked_after: Option<u64>,
    /// The number of the current or latest step, from 1; 0 before the first one.
    step: usize,
    is_in_step: bool,
    /// The number of things that were ironed or folded in this step.
    done: usize,
    /// The first step that did more than one thing, the number of things, and its time in minutes.
    overlong: Option<(usize, usize, u64)>,
    /// The first step that dropped a shirt, and the step that had ironed it.
    dropped: Option<(usize, Option<usize>)>,
    folded: usize,
    in_vain: usize,
}

impl Basket {
    /// Takes the next shirt, or returns `None` if there isn't one.
    pub fn try_take(&mut self) -> Option<Shirt> {
        self.shirts = self.shirts.checked_sub(1)?;
        Some(Shirt(Held { home: Arc::clone(&self.home), ironed: None, is_done: false }))
    }
}

impl Shirt {
    /// Irons the shirt, which takes four minutes.
    pub fn iron(mut self) -> Ironed {
        self.0.home.spend("iron", 4);
        self.0.ironed = Some(self.0.home.seen.see(|seen| seen.step));
        Ironed(self.0)
    }
}

impl Ironed {
    /// Folds the shirt, which takes three minutes.
    pub fn fold(mut self) {
        self.0.home.spend("fold", 3);
        self.0.is_done = true;
        self.0.home.seen.see(|seen| seen.folded += 1);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.is_done && !thread::panicking() {
            self.home.seen.see(|seen| {
                if seen.is_in_step && seen.dropped.is_none() {
                    seen.dropped = Some((seen.step, self.ironed));
                }
            });
        }
    }
}

impl Home {
    fn spend(&self, what: &str, time: u64) {
        self.seen.see(|seen| seen.done += 1);
        self.laundry.runs();
        self.laundry.takes(what);
        for _ in 0..time {
            if self.now() == self.calls {
                let mia = self.run.lane("Mia");
                mia.waits();
                self.seen.see(|seen| seen.mia = Some(mia));
            }
            self.run.pass(minutes(1));
        }
        self.laundry.puts_down();
        self.laundry.waits();
        self.laundry.is_woken();
    }

    fn now(&self) -> u64 {
        self.run.now().as_secs() / 60
    }

    /// Does a step, and notes its length.
    fn step<T>(&self, number: usize, step: impl FnOnce() -> T) -> T {
        let began = self.now();
        self.seen.see(|seen| (seen.step, seen.is_in_step, seen.done) = (number, true, 0));
        let result = step();
        let took = self.now() - began;
        self.seen.see(|seen| {
            seen.is_in_step = false;
            if seen.done > 1 && seen.overlong.is_none() {
                seen.overlong = Some((number, seen.done, took));
            }
            seen.in_vain += usize::from(seen.done == 0);
        });
        if self.seen.see(|seen| seen.in_vain) > ENOUGH {
            self.run.give_up();
        }
        result
    }

    fn look_after_mia(&self) {
        let Some(mia) = self.seen.see(|seen| seen.mia.take()) else { return };
        self.seen.see(|seen| seen.looked_after = Some(self.now()));
        mia.runs();
        self.run.pass(minutes(3));
    }
}

/// Checks that each step does one thing, so that Mia doesn't have to wait for long.
pub fn check<W: Work + 'static>(make: fn(Basket) -> W) -> Verdict {
    Verdict::first_wrong(STORIES.into_iter().map(|story| check_one(make, story)))
}

fn run<W: Work + 'static>(make: fn(Basket) -> W, story: (usize, u64)) -> (Attempt<()>, Seen) {
    let (shirts, calls) = story;
    let seen = Shared::default();
    let own = seen.clone();
    let attempt = Attempt::plain(Kind::Chores, move |run| {
        let laundry = run.lane("laundry");
        let home = Arc::new(Home { run, laundry, calls, seen: own });
        let basket = Basket { home: Arc::clone(&home), shirts };
        // Work done in a destructor wouldn't be part of any step.
        let mut work = ManuallyDrop::new(home.step(0, || make(basket)));
        for number in 1.. {
            home.look_after_mia();
            if !home.step(number, || work.step()) {
                break;
            }
        }
        home.look_after_mia();
    });
    (attempt, seen.take())
}

fn check_one<W: Work + 'static>(make: fn(Basket) -> W, story: (usize, u64)) -> Verdict {
    let (yours, seen) = run(make, story);
    verdict(&yours.ended, &seen, story).with_lanes(&yours.run, &right::run(story))
}

fn verdict(ended: &Ended<()>, seen: &Seen, (shirts, calls): (usize, u64)) -> Verdict {
    let waited = seen.looked_after.map_or(0, |at| at - calls);
    let calls = o_clock(minutes(calls));
    let left = shirts - seen.folded;
    if let Some((step, Some(ironed))) = seen.dropped.filter(|it| it.1 < Some(it.0)) {
        return Verdict::wrong(format!(
            "step {step} dropped the shirt that step {ironed} had ironed, so nobody folded it; an \
             ironed shirt should be folded before the next one takes its place."
        ))
        .because("Assigning to a field drops its old value. Only the new one is kept.");
    }
    if let Some((step, _)) = seen.dropped {
        return Verdict::wrong(format!(
            "when step {step} returned, it dropped a shirt that was not done; the next step \
             should go on with that shirt."
        ))
        .because(
            "A local variable is gone when its function returns. Values that should outlast a \
             step belong in the struct.",
        );
    }
    match (ended, seen.overlong) {
        (_, Some((0, done, _))) => Verdict::wrong(format!(
            "{done} things were done before the first step, and nothing could come in between; \
             each step should do one."
        ))
        .because(
            "Making the struct shouldn't do any of the work: that begins with the first call of a \
             step.",
        ),
        (_, Some((step, done, _))) if done == 2 * shirts => Verdict::wrong(format!(
            "step {step} went on until all shirts were done, so that Mia, who called at {calls}, \
             waited for {waited} minutes; each step should do one thing, and then return."
        ))
        .because(
            "A function that is called keeps the thread until it returns. To stop in the middle, \
             it has to return, and keep everything that it needs to go on somewhere else.",
        ),
        (_, Some((step, done, took))) => Verdict::wrong(format!(
            "step {step} did {done} things, which took {took} minutes, and a child who calls has \
             to wait for that long; each step should do one thing."
        ))
        .because("Even half-done work can be put down, if there is a place for it: a field."),
        (Ended::Endless, _) if left == 0 => Verdict::wrong(
            "all shirts are done, and `step` still returns `true`, so that it is called for ever; \
             when nothing is left to do, it should return `false`.",
        ),
        (Ended::Endless, _) => Verdict::wrong(format!(
            "`step` is called over and over and does nothing, though {left} of {shirts} shirts \
             are not done; each step should do one thing."
        )),
        (Ended::Returned(()), _) if left > 0 => Verdict::wrong(format!(
            "step {} returned `false` when {left} of {shirts} shirts were not done; it should \
             return `true` while there may be more to do.",
            seen.step
        ))
        .because(
            "After `false`, `step` isn't called again: it says that everything is done, and not \
             just this shirt.",
        ),
        (Ended::Returned(()), _) => Verdict::right(format!(
            "each step did one thing, and Mia waited for {waited} minutes only."
        )),
        _ => ended.verdict(),
    }
}
