//! Hide-and-seek: one counts down, and the other one hides.

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
/// Where Tom goes, a second for each; the fewer, the later he begins.
const STEPS: [&str; 4] = ["door", "hall", "attic", "trunk"];

/// The voice of the one who counts.
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
    /// The numbers that were called, for each poll.
    polls: Vec<Vec<u32>>,
    /// Whether somebody has a waker of the one who counts.
    can_be_woken: bool,
    /// The number of steps that the one who hides has taken.
    steps: u32,
    /// That number when the other one had counted to the end.
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

/// Lets one count from a number, while the other one takes as many steps.
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

/// Says whether the future counts, a number for each poll.
pub fn check<F: Future<Output = ()> + 'static>(
    countdown: impl Fn(u32, Voice) -> F + Clone + Send + 'static,
) -> Verdict {
    // Three may be a constant.
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
                "its waker was kept, but nobody called it"
            } else {
                "nobody woke it, and nobody has its waker"
            }
        ))
        .because(
            "Whoever returns `Pending` has to see to it that the waker in the context is called: \
             at once, if the future could go on at once.",
        ),
        Ended::Returned(true) => {
            if let Some(poll) = noted.polls.iter().find(|poll| poll.len() > 1) {
                return Verdict::wrong(format!(
                    "Mia called {} in one poll, and Tom had no turn meanwhile; each poll is to \
                     count one number, and return.",
                    list(poll)
                ))
                .because(
                    "`poll` does one step and returns. Its loop is the executor's: what would be \
                     the next round is the next poll.",
                );
            }
            if called != wanted {
                let verdict = Verdict::wrong(format!(
                    "Mia was to call {} before she came, and called {}.",
                    list(&wanted),
                    list(&called)
                ));
                return if !called.is_empty() && wanted.starts_with(&called) {
                    verdict
                        .because("`Ready` says that all is done: nobody polls a future after that.")
                } else {
                    verdict
                };
            }
            if noted.found_after < from {
                return Verdict::wrong(format!(
                    "the poll that called {} was `Ready`, so that Tom had but {} turns for {from} \
                     steps; `Pending` is wanted after each number, and `Ready` from the next \
                     poll.",
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
                    "every poll began anew, so that Mia called {} over and over; each is to go on \
                     from where the one before it stopped.",
                    called[0]
                ))
                .because(
                    "What is in a local variable is gone when `poll` returns. What the next poll \
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
             count, her future is to be `Ready`.",
            list(&called)
        )),
        Ended::Held => Verdict::wrong(
            "Mia's `poll` holds the thread and does not return, so that Tom has no turn; a poll is \
             to do its step and give the thread back.",
        )
        .because("A future does not wait by itself: it returns `Pending`, and is polled again."),
        ended => ended.verdict(),
    }
}

/// Returns the numbers as one says them.
fn list(numbers: &[u32]) -> String {
    let words: Vec<_> = numbers.iter().map(u32::to_string).collect();
    match &words[..] {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
