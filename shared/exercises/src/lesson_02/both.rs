//! Supper: soup and bread, which are ready when they like.

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

/// The minutes that soup and bread take. Sometimes one of them is ready at once.
const EVENINGS: [[u64; 2]; 4] = [[5, 3], [3, 5], [0, 4], [4, 0]];

/// How long supper is at work when it is polled.
const LOOK: Duration = Duration::from_secs(10);

/// What happened to a dish.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    /// When it was polled first.
    begun: Option<Duration>,
    /// When a poll returned `Ready`.
    ready: Option<Duration>,
    /// Whether it was dropped before supper.
    is_thrown_away: bool,
    /// When it was polled after it was ready.
    again: Option<Duration>,
}

/// What happened in an evening. Clones are handles on the same.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Evening>>);

#[derive(Clone, Debug, Default)]
struct Evening {
    dishes: BTreeMap<&'static str, Noted>,
    /// How often supper was polled.
    polls: usize,
    /// How often dishes were polled since supper was.
    looks: usize,
    /// The most that this ever was.
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

/// A future of a dish. It begins when it is polled first, as futures do.
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

/// What came of cooking. Its lane ends when it is eaten or thrown away.
#[derive(Debug)]
struct Dish {
    name: &'static str,
    seen: Seen,
    _lane: Option<Arc<Lane>>,
}

/// A pot of soup, which only cooking gives.
#[derive(Debug)]
pub struct Soup(#[expect(dead_code, reason = "it is kept until it is eaten")] Dish);

/// A loaf of bread, which only cooking gives.
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

/// Wakes whoever waits for a dish, which is ready.
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

/// Polls supper, when it is woken, until it is ready. Returns whether it is.
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

/// Says whether supper is ready when soup and bread are, whichever is first.
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
            .because("What `join!` does is done in a `poll` like the one that you are to write.")
        });
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

/// Says what is wrong with an evening, if anything is.
fn refuse(attempt: &Attempt<bool>, [soup, bread]: [u64; 2], seen: &Evening) -> Option<Verdict> {
    let at = o_clock;
    let dish = |name| (name, seen.dishes.get(name).copied().unwrap_or_default());
    let dishes = [dish("soup"), dish("bread")];
    let late = |(_, dish): &&(_, Noted)| dish.begun.is_some_and(|begun| begun >= minutes(1));
    if let Some((name, Noted { begun: Some(begun), .. })) = dishes.iter().find(late) {
        let other = if *name == "soup" { "bread" } else { "soup" };
        return Some(
            Verdict::wrong(format!(
                "the {name} was begun only at {}, when the {other} was ready; both were to be \
                 under way from the start, so that supper is ready at {}.",
                at(*begun),
                at(minutes(soup.max(bread))),
            ))
            .because(
                "If `poll` returns as soon as the first future is pending, the second one is not \
                 polled, and a future that nobody polls has not begun.",
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
                "the {name} was ready at {ready}, and what it gave was thrown away; at {again} the \
                 {name} was polled again, and had no more to give."
            ))
            .because(
                "A future gives its result once. Whoever polls two of them keeps what the first \
                 one gave until the second one is ready.",
            )
        } else {
            Verdict::wrong(format!(
                "the {name} was ready at {ready}, and was polled again at {again}, though you have \
                 what it gave; only what is not ready yet is to be polled."
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
        .because("Waiting is not the business of `poll`: whoever is pending will be polled again."),
        (_, _) if seen.polls > 5 => Verdict::wrong(format!(
            "supper was polled {} times, since it woke itself again and again; it was to leave \
             that to soup and bread, which have its waker and wake it when they are ready.",
            seen.polls,
        ))
        .because("To wake yourself at once says \"I could go on\", and is no way to wait."),
        (Ended::Returned(true), _) => return None,
        (
            Ended::Returned(false),
            [(_, Noted { ready: Some(soup), .. }), (_, Noted { ready: Some(bread), .. })],
        ) => Verdict::wrong(format!(
            "at {} soup and bread were both ready, and yet supper returned `Pending`; nobody will \
             wake it any more.",
            at(soup.max(bread)),
        ))
        .because(BE_WOKEN),
        (
            Ended::Returned(false),
            [(name, Noted { begun: None, .. }), (other, Noted { ready: Some(_), .. })]
            | [(other, Noted { ready: Some(_), .. }), (name, Noted { begun: None, .. })],
        ) => Verdict::wrong(format!(
            "the {other} was ready, and supper returned `Pending` before it had polled the {name}; \
             the {name} is not even begun, and nobody will wake supper."
        ))
        .because(BE_WOKEN),
        (
            Ended::Returned(false),
            [(_, Noted { begun: None, .. }), (_, Noted { begun: None, .. })],
        ) => Verdict::wrong("supper returned `Pending`, and polled neither soup nor bread."),
        (Ended::Returned(false), _) => Verdict::wrong(
            "nobody will wake supper: it returned `Pending`, and what it polled before does not \
             have its waker.",
        )
        .because(
            "The waker comes in the context of each poll. Whoever polls other futures hands that \
             context on to them.",
        ),
        (Ended::Panicked(panic), _) if waits.is_some() => Verdict::wrong(format!(
            "at {} the {} was not ready yet, and {} panicked; until both are ready, supper is to \
             be `Pending`.",
            at(attempt.run.now()),
            waits.unwrap_or_default(),
            panic.place(),
        ))
        .because(NO_FAULT),
        (ended, _) => ended.verdict(),
    })
}

/// What holds for whoever returns `Pending`.
const BE_WOKEN: &str = "Whoever returns `Pending` sees to it that somebody has the waker. A future \
                        that was ready wakes nobody any more.";

/// What holds for whoever finds that something is not ready.
const NO_FAULT: &str = "That one is not ready yet is no fault: `poll` returns `Pending`, and is \
                        called again when there is more.";
