//! A factory of alarm clocks, and a test for them.

use crate::attempt::{Attempt, Ended, Panic};
use crate::run::{Run, minutes};
use crate::verdict::Verdict;
use std::collections::VecDeque;
use std::future::{Future, pending, poll_fn};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::Poll;
use std::time::Duration;
use timeline::Kind;
use tokio::task::{JoinHandle, LocalSet, spawn_local};
use tokio::time::{Instant, sleep, sleep_until};

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/paused.rs");
    pub(super) async fn run(clock: AlarmClock) {
        test_snooze(clock).await;
    }
}

/// A clock with a known behaviour.
struct Sample {
    does: &'static str,
    /// The minutes from pressing snooze to each ring.
    rings: &'static [u64],
}

const IN_ORDER: Sample = Sample { does: "rings after 9 minutes, once", rings: &[9] };
const FAULTY: [Sample; 4] = [
    Sample { does: "rings after 7 minutes", rings: &[7] },
    Sample { does: "rings after 11 minutes", rings: &[11] },
    Sample { does: "never rings", rings: &[] },
    Sample { does: "rings after 9 minutes, and again after 27", rings: &[9, 27] },
];

/// The beginning of tokio's message where a paused clock is paused again.
const FROZEN: &str = "time is already frozen";
/// The beginning of `todo!`'s message.
const TODO: &str = "not yet implemented";

/// An alarm clock. You can't see from outside what it will do.
pub struct AlarmClock {
    run: Run,
    rings: &'static [u64],
    next: VecDeque<Instant>,
    /// The task that draws its lane.
    drawn: Option<JoinHandle<()>>,
    is_pressed: Arc<AtomicBool>,
}

impl AlarmClock {
    /// Presses the button, so that the clock rings once, nine minutes from now.
    pub fn snooze(&mut self) {
        self.is_pressed.store(true, Relaxed);
        let now = Instant::now();
        self.next = self.rings.iter().map(|after| now + minutes(*after)).collect();
        let (next, lane) = (self.next.clone(), self.run.lane("alarm clock"));
        lane.waits();
        let drawn = tokio::spawn(async move {
            for ring in &next {
                sleep_until(*ring).await;
                lane.runs();
                lane.takes("rings");
                sleep(minutes(2)).await;
                lane.puts_down();
                lane.waits();
            }
            if next.is_empty() {
                lane.waits();
                pending::<()>().await;
            }
        });
        if let Some(earlier) = self.drawn.replace(drawn) {
            earlier.abort();
        }
    }

    /// Waits until the clock rings.
    ///
    /// If it has rung since this was last awaited, this is ready at once. Dropping this doesn't lose a ring.
    pub async fn ring(&mut self) {
        match self.next.front() {
            Some(ring) if *ring > Instant::now() => sleep_until(*ring).await,
            Some(_) => {}
            None => pending().await,
        }
        self.next.pop_front();
    }
}

/// Checks that a test passes a good clock, and fails the faulty ones.
pub fn check(test: impl AsyncFn(AlarmClock) + Clone + Send + 'static) -> Verdict {
    let (in_order, is_pressed) = try_on(&IN_ORDER, test.clone());
    let early =
        |panic: &Panic| panic.message.starts_with(FROZEN) || panic.message.starts_with(TODO);
    let verdict = match in_order.ended {
        Ended::Returned(Some(ref panic)) if early(panic) => fails_all(panic),
        _ if !is_pressed => Verdict::wrong("your test didn't press snooze, so no clock rang."),
        Ended::Returned(None) => return check_faulty(test, &in_order),
        Ended::Returned(Some(ref panic)) => {
            let mut tried =
                FAULTY.iter().map(|sample| (sample, try_on(sample, test.clone()).0.ended));
            // Each held test takes real time, so stop at the first.
            let other = tried.find(|(_, it)| matches!(it, Ended::Returned(None) | Ended::Held));
            match other {
                Some((Sample { does, .. }, Ended::Returned(_))) => Verdict::wrong(format!(
                    "your test fails a good clock, and passes one that {does}; it should ring \
                     after 9 minutes, once."
                )),
                Some((_, ended)) => told(&ended),
                None => fails_all(panic),
            }
        }
        Ended::Stuck => Verdict::wrong(
            "a good clock lets your test wait for ever, because the ring that it waits for \
             doesn't come.",
        )
        .because(
            "You can only test for some time that nothing happens: then `timeout` returns `Err`, \
             which is what you want.",
        ),
        ref ended => told(ended),
    };
    with_lanes(verdict, &in_order, &IN_ORDER)
}

/// Checks that a test fails the faulty clocks.
fn check_faulty(
    test: impl AsyncFn(AlarmClock) + Clone + Send + 'static,
    in_order: &Attempt<Option<Panic>>,
) -> Verdict {
    let mut tried = Vec::new();
    for sample in &FAULTY {
        let (attempt, _) = try_on(sample, test.clone());
        if attempt.ended == Ended::Held {
            return with_lanes(told(&attempt.ended), &attempt, sample);
        }
        tried.push(attempt);
    }
    let passes: Vec<_> = tried.iter().map(|it| it.ended == Ended::Returned(None)).collect();
    for (attempt, sample) in tried.iter().zip(&FAULTY) {
        let verdict = match &attempt.ended {
            Ended::Returned(Some(_)) => continue,
            Ended::Returned(None) => passed(sample, &passes),
            Ended::Stuck => Verdict::wrong(format!(
                "your test doesn't end with a clock that {}; it should fail, and for that it has \
                 to end.",
                sample.does
            ))
            .because(
                "A wait for something that may never come needs a limit. On a paused clock, even \
                 a long one takes no time.",
            ),
            ended => told(ended),
        };
        return with_lanes(verdict, attempt, sample);
    }
    if try_on(&IN_ORDER, test).0.ended != Ended::Returned(None) {
        let verdict = Verdict::wrong(
            "your test passed a good clock the first time, but not the second time; it should \
             depend on nothing but the clock.",
        );
        return with_lanes(verdict, in_order, &IN_ORDER);
    }
    let right = "your test passes the good clock, and fails the four faulty ones.";
    with_lanes(Verdict::right(right), in_order, &IN_ORDER)
}

fn with_lanes(verdict: Verdict, yours: &Attempt<Option<Panic>>, sample: &Sample) -> Verdict {
    verdict.with_lanes(&yours.run, &try_on(sample, right::run).0.run)
}

/// Returns the verdict on a test that panics with every clock.
fn fails_all(panic: &Panic) -> Verdict {
    let place = panic.place();
    let message = panic.message.lines().next().unwrap_or_default().trim_end_matches('.');
    if message.starts_with(TODO) {
        return Ended::<()>::Panicked(panic.clone()).verdict();
    }
    if message.starts_with(FROZEN) {
        return Verdict::wrong(format!(
            "{place} panicked, since it pauses the clock once more; your test should use the \
             clock, which is already paused."
        ))
        .because("A test begins like this with `#[tokio::test(start_paused = true)]`.");
    }
    if !message.starts_with("assertion ") {
        return Verdict::wrong(format!(
            "your test fails every clock, even the good one, since {place} panicked: {message}."
        ));
    }
    Verdict::wrong(format!(
        "your test fails every clock, even the good one, because of the assertion in {place}; \
         that clock rings after 9 minutes, and then no more."
    ))
    .because(
        "If it asserts how long something took: only tokio's `Instant` uses the paused clock. For \
         `std::time::Instant`, hardly any time has passed.",
    )
}

/// Returns the verdict on a test that passed a faulty clock.
fn passed(sample: &Sample, passes: &[bool]) -> Verdict {
    if !passes.contains(&false) {
        return Verdict::wrong(
            "your test passes every clock, even one that never rings; it should fail all except \
             those that ring after 9 minutes, once.",
        )
        .because("A test only finds out what it asserts, and passes everything else.");
    }
    let verdict = Verdict::wrong(format!(
        "your test passes a clock that {}; it should ring after 9 minutes, once.",
        sample.does
    ));
    match (sample.rings, passes) {
        ([_], [true, true, ..]) => verdict.because(
            "The end of a wait doesn't tell its length. Note tokio's `Instant::now()` when it \
             begins, and assert something about `elapsed()` when it is over.",
        ),
        ([_], [true, ..]) => verdict.because(
            "A limit catches a ring that comes too late. A ring that comes too early is in time \
             for it.",
        ),
        ([_], _) => verdict.because(
            "A look before the time catches a ring that comes too early. To catch one that comes \
             too late, you need a limit.",
        ),
        _ => verdict.because(
            "A test doesn't see anything that happens after its end. To find out that there is no \
             second ring, wait for one, with a limit.",
        ),
    }
}

/// Returns the verdict on a test that neither passed nor failed a clock.
fn told(ended: &Ended<Option<Panic>>) -> Verdict {
    if *ended == Ended::Held {
        return Verdict::wrong(
            "your test keeps its thread, so the paused clock stands still; it jumps only when all \
             tasks wait.",
        )
        .because(
            "`std::thread::sleep` blocks the thread in real time. `tokio::time::sleep` gives the \
             thread back, and waits on the paused clock.",
        );
    }
    ended.verdict()
}

/// Runs a test on a clock. Returns its panic, if there was one, and `true` if snooze was pressed.
fn try_on(
    sample: &Sample,
    test: impl AsyncFn(AlarmClock) + Send + 'static,
) -> (Attempt<Option<Panic>>, bool) {
    let is_pressed: Arc<AtomicBool> = Arc::default();
    let (rings, pressed) = (sample.rings, Arc::clone(&is_pressed));
    let attempt = Attempt::on_tokio(Kind::Chores, async move |run| {
        let clock = AlarmClock {
            run: run.clone(),
            rings,
            next: VecDeque::new(),
            drawn: None,
            is_pressed: pressed,
        };
        let own = run.clone();
        let mut test = Box::pin(async move { own.watch("test", test(clock)).await });
        // A test speaks by panicking.
        let test = poll_fn(move |context| {
            let mut poll = Poll::Pending;
            match Panic::of(|| poll = test.as_mut().poll(context)) {
                None => poll.map(|()| None),
                panic => Poll::Ready(panic),
            }
        });
        // It has a task of its own, so that it is only polled when it is woken.
        let panic = LocalSet::new().run_until(async { spawn_local(test).await }).await;
        let panic = panic.expect("its panics are caught");
        let lane = run.lane(if panic.is_none() { "test passes" } else { "test fails" });
        lane.runs();
        sleep(minutes(2)).await;
        drop(lane);
        // Show the rings that are still to come, too.
        let last = rings.last().map_or(Duration::ZERO, |last| minutes(last + 2));
        sleep(last.saturating_sub(run.now())).await;
        panic
    });
    (attempt, is_pressed.load(Relaxed))
}
