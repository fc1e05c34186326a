//! The egg timer: two eggs in one pot, and Dad, who wants to be woken.

pub use crate::clock::Clock;

use crate::attempt::{Attempt, Ended};
use crate::clock::MOST;
use crate::run::{Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/alarm.rs");
    pub(super) fn run(clock: super::Clock, length: Duration) -> impl Future<Output = ()> {
        egg_timer(clock, length)
    }
}

/// The minutes that a soft egg takes.
const SOFT: u64 = 4;
/// The minutes that a hard egg takes.
const HARD: u64 = 8;

/// The time that Dad is up when he is woken, to look which eggs are done.
const LOOK: Duration = Duration::from_secs(10);

/// The beginning of tokio's message where there is no runtime.
const NO_REACTOR: &str = "there is no reactor";
/// The truth about tokio's timers.
const OF_TOKIO: &str = "A tokio timer leaves its waker with tokio's runtime. The clock of this \
                        kitchen only calls the wakers that it was given.";

/// The notes about Dad and his eggs. Clones are handles to the same notes.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Noted>>);

#[derive(Clone, Debug, Default)]
struct Noted {
    /// The number of polls of Dad.
    polls: usize,
    /// The number of times that he was woken before he was back at his book.
    woken_at_once: usize,
    /// The time of his latest poll.
    latest: Duration,
    /// A moment at which he was to be woken, and the later time at which that was asked for.
    overdue: Option<(Duration, Duration)>,
    /// The first egg that was taken out at the wrong time, the minutes that it needs, and those that it had.
    wrong: Option<(&'static str, u64, u64)>,
    /// The egg that was still in the pot after twice its time.
    left: Option<&'static str>,
}

impl Seen {
    fn note<T>(&self, note: impl FnOnce(&mut Noted) -> T) -> T {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Boils an egg, and takes it out when the timer is ready.
    async fn boil(&self, run: &Run, egg: &'static str, time: u64, timer: impl Future<Output = ()>) {
        let lane = run.lane(egg);
        lane.waits();
        let mut timer = pin!(timer);
        poll_fn(|context| {
            if run.now() >= minutes(2 * time) {
                self.note(|seen| seen.left = Some(egg));
                run.give_up();
            }
            timer.as_mut().poll(context)
        })
        .await;
        let took = run.now().as_secs() / 60;
        if took != time {
            self.note(|seen| seen.wrong = seen.wrong.or(Some((egg, time, took))));
        }
    }

    /// Lets Dad boil both eggs. The error is `true` if his waker is at least kept somewhere.
    fn two_eggs<F>(&self, run: &Run, timer: impl Fn(Clock, Duration) -> F) -> Result<(), bool>
    where
        F: Future<Output = ()>,
    {
        let clock = Clock::new(run.clone());
        let soft = self.boil(run, "soft egg", SOFT, timer(clock.clone(), minutes(SOFT)));
        let hard = self.boil(run, "hard egg", HARD, timer(clock.clone(), minutes(HARD)));
        let mut eggs = pin!(async { tokio::join!(soft, hard) });
        let dad = poll_fn(|context| {
            let now = run.now();
            self.note(|seen| {
                seen.woken_at_once += usize::from(seen.polls > 0 && seen.latest + LOOK == now);
                seen.polls += 1;
                seen.latest = now;
            });
            let poll = eggs.as_mut().poll(context);
            let overdue = clock.overdue().map(|moment| (moment, now));
            self.note(|seen| seen.overdue = seen.overdue.or(overdue));
            run.pass(LOOK);
            poll.map(drop)
        });
        clock.block_on(run.watch("Dad", dad)).map_err(|dad| dad.can_be_woken())
    }
}

/// Lets Dad look at a timer once, and then lets Mia wait for it.
fn given_to_mia<F>(run: &Run, timer: impl Fn(Clock, Duration) -> F) -> Result<(), ()>
where
    F: Future<Output = ()>,
{
    // Not at the start, so that a moment differs from a length of time.
    run.pass(minutes(1));
    let clock = Clock::new(run.clone());
    let mut timer = Box::pin(timer(clock.clone(), minutes(SOFT)));
    // Dad has gone, so his waker does nothing.
    let _ = timer.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    clock.block_on(run.watch("Mia", timer)).map_err(drop)
}

/// Checks that Dad is woken when his eggs are done, and only then.
pub fn check<F>(egg_timer: impl Fn(Clock, Duration) -> F + Copy + Send + 'static) -> Verdict
where
    F: Future<Output = ()> + 'static,
{
    let seen = Seen::default();
    let dad = seen.clone();
    let yours = Attempt::plain(Kind::Chores, move |run| dad.two_eggs(&run, egg_timer));
    let verdict = match (&yours.ended, seen.note(|seen| seen.clone())) {
        (Ended::Returned(Ok(())), Noted { wrong: None, polls: ..=4, .. }) => {
            let given = Attempt::plain(Kind::Chores, move |run| given_to_mia(&run, egg_timer));
            let verdict = match &given.ended {
                Ended::Returned(Ok(())) => {
                    return Verdict::right(
                        "each egg was taken out in time, and Dad was woken only when one was done.",
                    )
                    .with_lanes(&yours.run, &yours.run);
                }
                Ended::Returned(Err(())) => Verdict::wrong(format!(
                    "Dad looked at a timer once, and gave it to Mia, who awaits it; at {}, it \
                     woke Dad, who had gone, and nothing will wake Mia.",
                    o_clock(given.run.now()),
                ))
                .because(
                    "A future may be polled by one task first and by another one later. The waker \
                     of the latest poll is the one to call, so each poll has to leave its own.",
                ),
                ended => ended.verdict(),
            };
            let right = Attempt::plain(Kind::Chores, |run| given_to_mia(&run, right::run));
            return verdict.with_lanes(&given.run, &right.run);
        }
        (Ended::Returned(Ok(())), Noted { wrong: Some((egg, time, took)), .. }) => {
            let verdict = Verdict::wrong(format!(
                "the timer of the {egg} was ready after {took} minutes, but should be ready after \
                 {time}."
            ));
            if took == 0 || took > time {
                verdict
            } else {
                verdict.because(
                    "A poll doesn't mean that the time is up: the other timer woke Dad, and a \
                     task that is woken polls everything that it waits for. Each poll has to look \
                     at the clock.",
                )
            }
        }
        (Ended::Returned(Ok(())), Noted { overdue: Some((moment, now)), polls, .. }) => {
            too_late(moment, now, polls)
        }
        (Ended::Returned(Ok(())), Noted { woken_at_once: 3.., polls, .. }) => {
            Verdict::wrong(format!(
                "Dad was polled {polls} times and could not read, since a timer that was not \
                 ready woke him at once; he should be left alone until the next egg is done."
            ))
            .because("A task that wakes itself at once is always ready, so it never waits.")
        }
        (Ended::Returned(Ok(())), Noted { polls, .. }) => Verdict::wrong(format!(
            "Dad was woken again and again only to see if it was time, and was polled {polls} \
             times; at first, and when an egg is done, makes 3."
        ))
        .because(
            "The end is known from the start, so there's no need to look before: one call of the \
             waker, at the end, is enough.",
        ),
        (Ended::Returned(Err(false)), Noted { latest, .. }) => Verdict::wrong(format!(
            "everybody sleeps, and nothing will wake Dad: at {}, his timers returned `Pending` \
             without giving his waker to anybody, though the clock could have called it.",
            o_clock(latest)
        ))
        .because(
            "A future that returns `Pending` has to make sure that the waker of that poll is \
             called when there is a reason to poll again.",
        ),
        (Ended::Returned(Err(true)), _) => Verdict::wrong(
            "everybody sleeps, and nothing will wake Dad: his waker was kept, but the clock, \
             which knows when the time is up, doesn't have it.",
        )
        .because("A waker that is only kept wakes nobody. Something has to call it."),
        (Ended::Endless, Noted { left: Some(egg), .. }) => Verdict::wrong(format!(
            "at {} the {egg} was still in the pot, because its timer started again with each \
             poll; its end should stay the same.",
            o_clock(yours.run.now())
        ))
        .because(
            "A future is polled more than once. Keep everything in it that has to last from one \
             poll to the next.",
        ),
        (Ended::Endless, _) => Verdict::wrong(format!(
            "one poll looked at the clock {MOST} times, and it stood still, since the poll held \
             the thread; a poll that finds that it is too early returns `Pending`."
        ))
        .because("Until a poll returns, nothing else goes on, not even the clock."),
        (Ended::Held, _) => Verdict::wrong(
            "a poll holds the thread, so Dad can't read, and nobody looks at the other egg; a \
             poll that finds that it is too early returns `Pending`.",
        )
        .because("`std::thread::sleep`, or a loop, keeps the thread, and all tasks on it wait."),
        (ended @ Ended::Panicked(panic), _) if panic.message.starts_with(NO_REACTOR) => {
            ended.verdict().because(OF_TOKIO)
        }
        (ended, _) => ended.verdict(),
    };
    let right = Attempt::plain(Kind::Chores, |run| Seen::default().two_eggs(&run, right::run));
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on a timer that asks to be woken at a moment in the past.
fn too_late(moment: Duration, now: Duration, polls: usize) -> Verdict {
    Verdict::wrong(format!(
        "Dad was polled {polls} times, since a timer asked the clock to wake him at {}, when it \
         was {} already; it should name the moment at which its egg is done.",
        o_clock(moment),
        o_clock(now)
    ))
    .because(
        "`wake_at` needs a moment, as the clock shows it, and not the time until then. If the \
         moment is past, the waker is called at once.",
    )
}
