//! Supper: soup and bread, which may be ready in either order.

use super::is_by_hand;
use crate::attempt::{Attempt, Ended};
use crate::clock::{Clock, MOST};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/02_coop/both.rs");
    pub(super) fn run(
        soup: super::Cooking<super::Soup>,
        bread: super::Cooking<super::Bread>,
    ) -> impl Future<Output = (super::Soup, super::Bread)> {
        supper(soup, bread)
    }
}

/// The minutes that soup and bread take on each evening. Sometimes one of them is ready at once.
const EVENINGS: [[u64; 2]; 4] = [[5, 3], [3, 5], [0, 4], [4, 0]];

/// The time that a poll of supper takes.
const LOOK: Duration = Duration::from_secs(10);

/// The notes about a dish.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    /// The time of its first poll.
    begun: Option<Duration>,
    /// The time at which a poll returned `Ready`.
    ready: Option<Duration>,
    /// True if it was dropped before supper.
    is_thrown_away: bool,
    /// The time at which it was polled again after it was ready.
    again: Option<Duration>,
}

/// The notes about an evening. Clones are handles to the same notes.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Evening>>);

#[derive(Clone, Debug, Default)]
struct Evening {
    dishes: BTreeMap<&'static str, Noted>,
    /// The number of polls of supper.
    polls: usize,
    /// The number of polls of dishes since supper's latest poll.
    looks: usize,
    /// The largest value of `looks` so far.
    most_looks: usize,
    is_over: bool,
}

impl Seen {
    fn note<T>(&self, note: impl FnOnce(&mut Evening) -> T) -> T {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn dish<T>(&self, name: &'static str, note: impl FnOnce(&mut Noted) -> T) -> T {
        self.note(|evening| note(evening.dishes.entry(name).or_default()))
    }
}

/// A future of a dish. Like all futures, it begins with its first poll.
#[derive(Debug)]
pub struct Cooking<T> {
    name: &'static str,
    time: Duration,
    run: Run,
    clock: Clock,
    seen: Seen,
    lane: Option<Arc<Lane>>,
    dish: PhantomData<fn() -> T>,
}

/// A cooked dish. Its lane ends when it is eaten or thrown away.
#[derive(Debug)]
struct Dish {
    name: &'static str,
    seen: Seen,
    _lane: Option<Arc<Lane>>,
}

/// A pot of soup. Only cooking makes one.
#[derive(Debug)]
pub struct Soup(#[expect(dead_code, reason = "it is kept until it is eaten")] Dish);

/// A loaf of bread. Only baking makes one.
#[derive(Debug)]
pub struct Bread(#[expect(dead_code, reason = "it is kept until it is eaten")] Dish);

impl Drop for Dish {
    fn drop(&mut self) {
        self.seen.note(|evening| {
            if !evening.is_over {
                evening.dishes.entry(self.name).or_default().is_thrown_away = true;
            }
        });
    }
}

impl From<Dish> for Soup {
    fn from(dish: Dish) -> Self {
        Self(dish)
    }
}

impl From<Dish> for Bread {
    fn from(dish: Dish) -> Self {
        Self(dish)
    }
}

impl<T> Cooking<T> {
    fn new(name: &'static str, time: u64, run: &Run, clock: &Clock, seen: &Seen) -> Self {
        let (run, clock, seen) = (run.clone(), clock.clone(), seen.clone());
        Self { name, time: minutes(time), run, clock, seen, lane: None, dish: PhantomData }
    }
}

impl<T: From<Dish>> Future for Cooking<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let now = self.run.now();
        let looks = self.seen.note(|evening| {
            evening.looks += 1;
            evening.most_looks = evening.most_looks.max(evening.looks);
            evening.looks
        });
        let dish = self.seen.dish(self.name, |dish| {
            dish.begun.get_or_insert(now);
            *dish
        });
        if dish.ready.is_some() {
            self.seen.dish(self.name, |dish| dish.again = Some(now));
            self.seen.note(|evening| evening.is_over = true);
        }
        if dish.ready.is_some() || looks > MOST {
            self.run.give_up();
        } else if looks > 2 {
            self.run.pass(LOOK);
        }
        let lane = self.lane.take().unwrap_or_else(|| {
            let lane = self.run.lane(self.name);
            lane.waits();
            Arc::new(lane)
        });
        let end = dish.begun.unwrap_or(now) + self.time;
        if end <= now {
            lane.is_woken();
            self.seen.dish(self.name, |dish| dish.ready = Some(now));
            return Poll::Ready(T::from(Dish {
                name: self.name,
                seen: self.seen.clone(),
                _lane: Some(lane),
            }));
        }
        let done = Done { lane: Arc::clone(&lane), waker: context.waker().clone() };
        self.clock.wake_at(end, Waker::from(Arc::new(done)));
        self.lane = Some(lane);
        Poll::Pending
    }
}

/// A waker that notes that a dish is ready, and wakes the task that waits for it.
struct Done {
    lane: Arc<Lane>,
    waker: Waker,
}

impl Wake for Done {
    fn wake(self: Arc<Self>) {
        self.lane.is_woken();
        self.waker.wake_by_ref();
    }
}

/// Polls supper whenever it is woken. Returns `true` once it is ready, or `false` if nothing will wake it.
fn evening<F>(
    supper: impl Fn(Cooking<Soup>, Cooking<Bread>) -> F,
    [soup, bread]: [u64; 2],
    run: &Run,
    seen: &Seen,
) -> bool
where
    F: Future<Output = (Soup, Bread)>,
{
    let clock = Clock::new(run.clone());
    let soup = Cooking::new("soup", soup, run, &clock, seen);
    let bread = Cooking::new("bread", bread, run, &clock, seen);
    let mut supper = pin!(supper(soup, bread));
    let supper = poll_fn(|context| {
        seen.note(|evening| {
            evening.polls += 1;
            evening.looks = 0;
        });
        let poll = supper.as_mut().poll(context);
        run.pass(LOOK);
        poll
    });
    let dishes = clock.block_on(run.watch("supper", supper));
    seen.note(|evening| evening.is_over = true);
    dishes.is_ok()
}

/// Checks that supper is ready as soon as soup and bread are, in either order.
pub fn check<F>(
    supper: impl Fn(Cooking<Soup>, Cooking<Bread>) -> F + Copy + Send + 'static,
) -> Verdict
where
    F: Future<Output = (Soup, Bread)>,
{
    Verdict::first_wrong(EVENINGS.into_iter().map(|times| {
        let seen = Seen::default();
        let own = seen.clone();
        let yours = Attempt::plain(Kind::Chores, move |run| evening(supper, times, &run, &own));
        let right = Attempt::plain(Kind::Chores, move |run| {
            evening(right::run, times, &run, &Seen::default())
        });
        let verdict = refuse(&yours, times, &seen.note(|evening| evening.clone()));
        let verdict = verdict.unwrap_or_else(|| {
            if is_by_hand::<F>() {
                return Verdict::right(
                    "soup and bread were under way at the same time, and supper had both.",
                );
            }
            Verdict::wrong(
                "soup and bread were under way at the same time, but this future was written by \
                 the compiler, which makes one of each `async` function, or by a library; here, \
                 the `poll` of supper is yours to write.",
            )
            .because("`join!` does its work in a `poll` like the one that you should write.")
        });
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

/// Returns the verdict on an evening; `None` if nothing is wrong with it.
fn refuse(attempt: &Attempt<bool>, [soup, bread]: [u64; 2], seen: &Evening) -> Option<Verdict> {
    let at = o_clock;
    let dish = |name| (name, seen.dishes.get(name).copied().unwrap_or_default());
    let dishes = [dish("soup"), dish("bread")];
    let late = |(_, dish): &&(_, Noted)| dish.begun.is_some_and(|begun| begun >= minutes(1));
    if let Some((name, Noted { begun: Some(begun), .. })) = dishes.iter().find(late) {
        let other = if *name == "soup" { "bread" } else { "soup" };
        return Some(
            Verdict::wrong(format!(
                "the {name} was begun only at {}, when the {other} was ready; both should be \
                 under way from the start, so that supper is ready at {}.",
                at(*begun),
                at(minutes(soup.max(bread))),
            ))
            .because(
                "If `poll` returns as soon as the first future is pending, the second one isn't \
                 polled, and a future that isn't polled hasn't begun.",
            ),
        );
    }
    for (name, dish) in dishes {
        let Noted { ready: Some(ready), again: Some(again), is_thrown_away, .. } = dish else {
            continue;
        };
        let (ready, again) = (at(ready), at(again));
        return Some(if is_thrown_away {
            Verdict::wrong(format!(
                "the {name} was ready at {ready}, and its output was thrown away; at {again}, the \
                 {name} was polled again, and had no more to give."
            ))
            .because(
                "A future gives its output once. If you poll two of them, keep the output of the \
                 first until the second is ready.",
            )
        } else {
            Verdict::wrong(format!(
                "the {name} was ready at {ready}, and was polled again at {again}, though you \
                 have its output; only a future that isn't ready yet should be polled."
            ))
            .because(
                "A future that was ready is done. Many of them panic if they are polled again.",
            )
        });
    }
    let waits = |(_, dish): &&(_, Noted)| dish.begun.is_some() && dish.ready.is_none();
    let waits = dishes.iter().find(waits).map(|(name, _)| *name);
    Some(match (&attempt.ended, dishes) {
        (_, _) if seen.most_looks > 4 => Verdict::wrong(format!(
            "one poll of supper polled soup and bread {} times, and kept the thread for that; a \
             poll asks each of them once, and returns `Pending` if one is not ready.",
            seen.most_looks,
        ))
        .because("`poll` doesn't wait: a pending future will be polled again."),
        (_, _) if seen.polls > 5 => Verdict::wrong(format!(
            "supper was polled {} times, since it woke itself again and again; it should leave \
             that to soup and bread, which have its waker and wake it when they are ready.",
            seen.polls,
        ))
        .because("A task that wakes itself at once is always ready, so it never waits."),
        (Ended::Returned(true), _) => return None,
        (
            Ended::Returned(false),
            [(_, Noted { ready: Some(soup), .. }), (_, Noted { ready: Some(bread), .. })],
        ) => Verdict::wrong(format!(
            "at {} soup and bread were both ready, but supper returned `Pending`; nothing will \
             wake it again.",
            at(soup.max(bread)),
        ))
        .because(BE_WOKEN),
        (
            Ended::Returned(false),
            [(name, Noted { begun: None, .. }), (other, Noted { ready: Some(_), .. })]
            | [(other, Noted { ready: Some(_), .. }), (name, Noted { begun: None, .. })],
        ) => Verdict::wrong(format!(
            "the {other} was ready, and supper returned `Pending` before it had polled the \
             {name}; the {name} hasn't even begun, and nothing will wake supper."
        ))
        .because(BE_WOKEN),
        (
            Ended::Returned(false),
            [(_, Noted { begun: None, .. }), (_, Noted { begun: None, .. })],
        ) => Verdict::wrong("supper returned `Pending`, and polled neither soup nor bread."),
        (Ended::Returned(false), _) => Verdict::wrong(
            "nothing will wake supper: it returned `Pending`, but the futures that it polled \
             don't have its waker.",
        )
        .because(
            "The waker comes in the context of each poll. A future that polls others passes that \
             context on to them.",
        ),
        (Ended::Panicked(panic), _) if waits.is_some() => Verdict::wrong(format!(
            "at {} the {} was not ready yet, and {} panicked; until both are ready, supper should \
             be `Pending`.",
            at(attempt.run.now()),
            waits.unwrap_or_default(),
            panic.place(),
        ))
        .because(NO_FAULT),
        (ended, _) => ended.verdict(),
    })
}

/// The duty of a future that returns `Pending`.
const BE_WOKEN: &str = "A future that returns `Pending` makes sure that its waker is kept \
                        somewhere. A future that is done wakes nothing any more.";

/// The meaning of a poll that finds something not ready.
const NO_FAULT: &str = "It isn't an error if one isn't ready yet: `poll` returns `Pending`, and \
                        is called again later.";
