//! Hide-and-seek: one child counts down while the other one hides.

use super::is_by_hand;
use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run};
use crate::verdict::Verdict;
use crate::watch::Watched;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its future is polled here, and its `main` is not called")]
    include!("../../solutions/02_coop/countdown.rs");
    pub(super) fn run(left: u32, voice: super::Voice) -> impl Future<Output = ()> {
        Countdown { left, voice }
    }
}

const SECOND: Duration = Duration::from_secs(1);
/// The places that Tom passes, one a second. With fewer steps, he begins later in the list.
const STEPS: [&str; 4] = ["door", "hall", "attic", "trunk"];

/// The voice of the child who counts.
#[derive(Debug)]
pub struct Voice {
    run: Run,
    lane: Arc<Lane>,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen(Mutex<Noted>);

#[derive(Clone, Debug, Default)]
struct Noted {
    /// The numbers that were called in each poll.
    polls: Vec<Vec<u32>>,
    /// True if a waker of the counting task is kept somewhere.
    can_be_woken: bool,
    /// The number of steps that the hiding child has taken.
    steps: u32,
    /// The value of `steps` when the counting was over.
    found_after: u32,
}

impl Seen {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Voice {
    /// Calls a number, which takes a second.
    pub fn call(&self, number: u32) {
        self.lane.takes(&number.to_string());
        self.run.pass(SECOND);
        self.lane.puts_down();
        let mut noted = self.seen.noted();
        if let Some(poll) = noted.polls.last_mut() {
            poll.push(number);
        }
        if noted.polls.concat().len() > 8 {
            drop(noted);
            self.run.give_up();
        }
    }
}

/// Lets one child count from a number, while the other one takes as many steps.
fn attempt<F: Future<Output = ()>>(
    from: u32,
    seen: &Arc<Seen>,
    countdown: impl FnOnce(u32, Voice) -> F + Send + 'static,
) -> Attempt<bool> {
    let seen = Arc::clone(seen);
    Attempt::plain(Kind::Delays, move |run| {
        let [mia, tom] = ["Mia", "Tom"].map(|name| Arc::new(run.lane(name)));
        let voice = Voice { run: run.clone(), lane: Arc::clone(&mia), seen: Arc::clone(&seen) };
        let mut counts = Watched::new(mia, async {
            let mut counts = pin!(countdown(from, voice));
            poll_fn(|context| {
                seen.noted().polls.push(Vec::new());
                counts.as_mut().poll(context)
            })
            .await;
            let mut noted = seen.noted();
            noted.found_after = noted.steps;
        });
        let mut hides = Watched::new(Arc::clone(&tom), async {
            for step in STEPS.iter().skip(STEPS.len() - from as usize) {
                tom.takes(step);
                run.pass(SECOND);
                tom.puts_down();
                seen.noted().steps += 1;
                tokio::task::yield_now().await;
            }
        });
        let is_done = run.poll_woken(&mut [&mut counts, &mut hides]);
        seen.noted().can_be_woken = counts.can_be_woken();
        is_done
    })
}

/// Checks that the future counts down, one number with each poll.
pub fn check<F: Future<Output = ()> + 'static>(
    countdown: impl Fn(u32, Voice) -> F + Clone + Send + 'static,
) -> Verdict {
    // With only one run, a constant might pass.
    Verdict::first_wrong([3, 4].into_iter().map(|from| {
        let right = attempt(from, &Arc::default(), right::run);
        let seen = Arc::default();
        let yours = attempt(from, &seen, countdown.clone());
        let noted = seen.noted().clone();
        verdict(from, is_by_hand::<F>(), &yours.ended, &noted).with_lanes(&yours.run, &right.run)
    }))
}

fn verdict(from: u32, is_by_hand: bool, ended: &Ended<bool>, noted: &Noted) -> Verdict {
    let called = noted.polls.concat();
    let wanted: Vec<_> = (1..=from).rev().collect();
    match ended {
        Ended::Returned(false) => Verdict::wrong(format!(
            "Mia called {}, and her future returned `Pending`; {}, and so it was never polled \
             again.",
            list(&called),
            if noted.can_be_woken {
                "its waker was kept, but never called"
            } else {
                "nothing woke it, and its waker wasn't kept"
            }
        ))
        .because(
            "A future that returns `Pending` has to make sure that the waker in the context is \
             called: at once, if it could go on at once.",
        ),
        Ended::Returned(true) => {
            if let Some(poll) = noted.polls.iter().find(|poll| poll.len() > 1) {
                return Verdict::wrong(format!(
                    "Mia called {} in one poll, so Tom had no turn; each poll should count one \
                     number, and return.",
                    list(poll)
                ))
                .because(
                    "`poll` does one step and returns. The loop is the executor's: instead of a \
                     next round, there is a next poll.",
                );
            }
            if called != wanted {
                let verdict = Verdict::wrong(format!(
                    "Mia should call {} before she comes, but called {}.",
                    list(&wanted),
                    list(&called)
                ));
                return if !called.is_empty() && wanted.starts_with(&called) {
                    verdict.because(
                        "`Ready` says that everything is done: a future isn't polled \
                                  after that.",
                    )
                } else {
                    verdict
                };
            }
            if noted.found_after < from {
                return Verdict::wrong(format!(
                    "the poll that called {} was `Ready`, so Tom had only {} turns for {from} \
                     steps; return `Pending` after each number, and `Ready` from the next poll.",
                    list(&called[called.len() - 1..]),
                    noted.found_after
                ));
            }
            if !is_by_hand {
                return Verdict::wrong(
                    "the turns are right, but this future was written by the compiler: it makes \
                     one of each `async` function and block; here, its `poll` is yours to write.",
                );
            }
            Verdict::right("Mia called a number in each poll, and Tom was hidden when she came.")
        }
        Ended::Endless if called.len() > wanted.len() => {
            let first = noted.polls.iter().filter(|poll| poll.first() == called.first());
            if first.count() > 1 {
                return Verdict::wrong(format!(
                    "every poll started again, so Mia called {} over and over; each should go on \
                     from where the one before it stopped.",
                    called[0]
                ))
                .because(
                    "A local variable is gone when `poll` returns. Everything that the next poll \
                     must know belongs in the future.",
                );
            }
            Verdict::wrong(format!(
                "Mia called {} and did not stop.",
                list(&called[..=wanted.len()])
            ))
        }
        Ended::Endless => Verdict::wrong(format!(
            "Mia called {}, and was polled over and over after that; when nothing is left to \
             count, her future should be `Ready`.",
            list(&called)
        )),
        Ended::Held => Verdict::wrong(
            "Mia's `poll` holds the thread and does not return, so that Tom has no turn; a poll \
             should do its step and give the thread back.",
        )
        .because("A future doesn't wait by itself: it returns `Pending`, and is polled again."),
        ended => ended.verdict(),
    }
}

/// Returns numbers as a list in words, such as `3, 2 and 1`.
fn list(numbers: &[u32]) -> String {
    let words: Vec<_> = numbers.iter().map(u32::to_string).collect();
    match &words[..] {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
