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

/// How many minutes a soft egg takes.
const SOFT: u64 = 4;
/// How many minutes a hard egg takes.
const HARD: u64 = 8;

/// How long Dad is up when he is woken, to look at what is done.
const LOOK: Duration = Duration::from_secs(10);

/// What tokio says without a runtime.
const NO_REACTOR: &str = "there is no reactor";
/// What holds for a timer of tokio's.
const OF_TOKIO: &str = "A timer of tokio's leaves the waker with tokio's runtime. The clock of this \
                        kitchen calls only the wakers that it was given.";

/// What happened to Dad and his eggs. Clones are handles on the same.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Noted>>);

#[derive(Clone, Debug, Default)]
struct Noted {
    /// How often Dad was polled.
    polls: usize,
    /// How often he was woken before he was back at his book.
    woken_at_once: usize,
    /// When he was polled last.
    latest: Duration,
    /// A moment at which he was to be woken, and when that was asked for, too late.
    overdue: Option<(Duration, Duration)>,
    /// The first egg that was taken out at the wrong time, its minutes, and those that it had.
    wrong: Option<(&'static str, u64, u64)>,
    /// The egg that was not taken out when its time had passed twice.
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

    /// Lets Dad boil both eggs. Returns whether he is awake, or somebody at least has his waker.
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

/// Lets Dad look at a timer once, and then Mia wait for it.
fn given_to_mia<F>(run: &Run, timer: impl Fn(Clock, Duration) -> F) -> Result<(), ()>
where
    F: Future<Output = ()>,
{
    // Later than at the start, so that a moment is not the same as a length.
    run.pass(minutes(1));
    let clock = Clock::new(run.clone());
    let mut timer = Box::pin(timer(clock.clone(), minutes(SOFT)));
    // Dad's waker does nothing any more, since he has gone.
    let _ = timer.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    clock.block_on(run.watch("Mia", timer)).map_err(drop)
}

/// Says whether Dad is woken when his eggs are done, and only then.
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
                    "Dad looked at a timer once, and gave it to Mia, who awaits it; at {} it woke \
                     Dad, who had gone, and nobody will wake Mia.",
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
                "the timer of the {egg} was ready after {took} minutes, and was to be ready after \
                 {time}."
            ));
            if took == 0 || took > time {
                verdict
            } else {
                verdict.because(
                    "To be polled does not mean that the time is over: Dad was woken by the other \
                     timer, and a task that is woken polls all that it waits for. Each poll looks \
                     at the clock.",
                )
            }
        }
        (Ended::Returned(Ok(())), Noted { overdue: Some((moment, now)), polls, .. }) => {
            too_late(moment, now, polls)
        }
        (Ended::Returned(Ok(())), Noted { woken_at_once: 3.., polls, .. }) => {
            Verdict::wrong(format!(
                "Dad was polled {polls} times and could not read, since a timer that was not ready \
                 woke him at once; he was to be left alone until the next egg was done."
            ))
            .because("To wake yourself at once says \"I could go on\", and is no way to wait.")
        }
        (Ended::Returned(Ok(())), Noted { polls, .. }) => Verdict::wrong(format!(
            "Dad was woken again and again only to look whether it was time, and was polled \
             {polls} times; at first, and when an egg is done, makes 3."
        ))
        .because(
            "When the time will be over is known from the start, so nobody has to look before: to \
             be woken once, at the end, is enough.",
        ),
        (Ended::Returned(Err(false)), Noted { latest, .. }) => Verdict::wrong(format!(
            "all sleep, and nobody will wake Dad: at {} his timers returned `Pending` and gave his \
             waker to nobody, though the clock could have called it.",
            o_clock(latest)
        ))
        .because(
            "Whoever returns `Pending` has to see to it that the waker of that poll is called when \
             there is a reason to poll again.",
        ),
        (Ended::Returned(Err(true)), _) => Verdict::wrong(
            "all sleep, and nobody will wake Dad: his waker was kept, but the clock, which knows \
             when the time is over, does not have it.",
        )
        .because("A waker that is kept wakes nobody. Somebody has to call it."),
        (Ended::Endless, Noted { left: Some(egg), .. }) => Verdict::wrong(format!(
            "at {} the {egg} was still in the pot, because its timer began anew each time it was \
             polled; its end was to stay the same.",
            o_clock(yours.run.now())
        ))
        .because(
            "A future is polled more than once. What has to last from one poll to the next is kept \
             in the future.",
        ),
        (Ended::Endless, _) => Verdict::wrong(format!(
            "one poll looked at the clock {MOST} times, and it stood still, since the poll held \
             the thread; a poll that finds that it is too early returns `Pending`."
        ))
        .because("As long as a poll does not return, nothing else goes on, not even the clock."),
        (Ended::Held, _) => Verdict::wrong(
            "a poll holds the thread, so that Dad cannot read, and nobody looks at the other \
             egg; a poll that finds that it is too early returns `Pending`.",
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

/// Says what is wrong with a timer that names a moment that is past.
fn too_late(moment: Duration, now: Duration, polls: usize) -> Verdict {
    Verdict::wrong(format!(
        "Dad was polled {polls} times, since a timer asked the clock to wake him at \
         {}, when it was {} already; it was to name the moment at which its egg is done.",
        o_clock(moment),
        o_clock(now)
    ))
    .because(
        "`wake_at` wants a moment, as the clock shows it, and not how long it is until \
         then. If the moment is past, the waker is called at once.",
    )
}
