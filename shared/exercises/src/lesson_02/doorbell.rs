//! A doorbell that wakes the task that waits for it.

use super::is_by_hand;
use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes};
use crate::verdict::Verdict;
use crate::watch::Watched;
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its parts are used here, and not its `main`")]
    include!("../../solutions/02_coop/doorbell.rs");
    pub(super) fn run(evening: super::Evening) -> super::Attempt<super::Came> {
        super::attempt(evening, Rings, press)
    }
}

/// The time that a poll takes, so that it shows in the picture.
const MOMENT: Duration = Duration::from_nanos(1);

/// The people who wait for the bell, one after the other, with the minutes that each waits before it rings. If there
/// are none, Ann comes after it has rung.
type Evening = &'static [(&'static str, u64)];

const EVENINGS: [Evening; 3] = [&[("Ann", 10)], &[], &[("Ann", 4), ("Bob", 6)]];

/// The end of an evening.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Came {
    /// The door was opened after the bell had rung.
    Opened,
    /// The door was opened before anybody had rung.
    OpenedBefore,
    /// The task was woken this many times before anybody had rung.
    WokenBefore(usize),
    /// The bell rang, and didn't wake the task.
    NotWoken { waker_is_kept: bool },
    /// The task was polled after the bell had rung, and still returned `Pending`.
    Pending,
}

/// A task that waits for the bell, and then opens the door.
struct Waiting<F> {
    task: Watched<F>,
    is_woken: Arc<Woken>,
}

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl<F: Future> Waiting<F> {
    /// Polls the task. Returns `true` if it opened the door.
    fn poll(&mut self) -> bool {
        let waker = Waker::from(Arc::clone(&self.is_woken));
        Pin::new(&mut self.task).poll(&mut Context::from_waker(&waker)).is_ready()
    }

    /// Returns `true` if the task was woken since the last call.
    fn was_woken(&self) -> bool {
        self.is_woken.0.swap(false, Ordering::SeqCst)
    }
}

fn attempt<B: Default, F: Future<Output = ()>>(
    evening: Evening,
    rings: impl Fn(Arc<B>) -> F + Send + 'static,
    press: impl Fn(&B) + Send + 'static,
) -> Attempt<Came> {
    Attempt::plain(Kind::Chores, move |run| {
        let bell = Arc::new(B::default());
        let future = RefCell::new(Box::pin(rings(Arc::clone(&bell))));
        let begin = |name| {
            let lane = Arc::new(run.lane(name));
            let (run, future) = (&run, &future);
            let task = Watched::new(Arc::clone(&lane), async move {
                poll_fn(|context| {
                    run.pass(MOMENT);
                    future.borrow_mut().as_mut().poll(context)
                })
                .await;
                lane.takes("opens");
                run.pass(minutes(2));
            });
            Waiting { task, is_woken: Arc::default() }
        };
        let mut last = None;
        for (name, time) in evening {
            // The one before stops waiting.
            drop(last.take());
            let mut waiting = begin(name);
            if waiting.poll() {
                return Came::OpenedBefore;
            }
            let mut wakes = 0;
            for _ in 0..*time {
                run.pass(minutes(1));
                if waiting.was_woken() {
                    wakes += 1;
                    if waiting.poll() {
                        return Came::OpenedBefore;
                    }
                }
            }
            if wakes > 0 {
                return Came::WokenBefore(wakes);
            }
            last = Some(waiting);
        }
        let waker_is_kept = last.as_ref().is_some_and(|waiting| waiting.task.can_be_woken());
        let courier = run.lane("courier");
        courier.waits();
        press(&bell);
        let came = if let Some(waiting) = &mut last {
            if !waiting.was_woken() {
                Came::NotWoken { waker_is_kept }
            } else if waiting.poll() {
                Came::Opened
            } else {
                Came::Pending
            }
        } else {
            run.pass(minutes(5));
            let waiting = last.insert(begin("Ann"));
            if waiting.poll() { Came::Opened } else { Came::Pending }
        };
        if came != Came::Opened {
            run.end_stuck();
        }
        came
    })
}

/// Returns `true` if dropping the future drops its waker, too. The futures of tokio contain their wakers.
fn waker_goes_with<B: Default, F: Future<Output = ()>>(rings: impl Fn(Arc<B>) -> F) -> bool {
    let bell = Arc::new(B::default());
    let future = RefCell::new(Some(Box::pin(rings(Arc::clone(&bell)))));
    let run = Run::new(Kind::Chores);
    let mut task = run.watch(
        "Ann",
        poll_fn(|context| match &mut *future.borrow_mut() {
            Some(future) => future.as_mut().poll(context),
            None => Poll::Pending,
        }),
    );
    let _ = Pin::new(&mut task).poll(&mut Context::from_waker(Waker::noop()));
    future.take();
    !task.can_be_woken()
}

/// Checks that a task that waits for a bell is woken when the bell is pressed.
pub fn check<B: Default + 'static, F: Future<Output = ()> + 'static>(
    rings: impl Fn(Arc<B>) -> F + Clone + Send + 'static,
    press: impl Fn(&B) + Clone + Send + 'static,
) -> Verdict {
    Verdict::first_wrong(
        EVENINGS.into_iter().map(|evening| {
            let right = right::run(evening);
            let yours = attempt(evening, rings.clone(), press.clone());
            let verdict = match &yours.ended {
            Ended::Returned(Came::Opened)
                if !is_by_hand::<F>() && waker_goes_with(rings.clone()) =>
            {
                Verdict::wrong(
                "a waiting task is woken, but your bell doesn't keep the waker: the future that \
                 you await does; here, the bell and its `poll` are yours to write.",
            )
            }
            Ended::Returned(came) => verdict(evening, *came),
            Ended::Held => Verdict::wrong(
                "your code holds the thread, and pressing the bell needs it, too; a poll should \
                 see if the bell has rung, and return.",
            )
            .because(
                "A future doesn't wait by itself: it returns `Pending`, and its waker is called."),
            Ended::Panicked(panic) if evening.is_empty() => Verdict::wrong(format!(
                "the bell was pressed before anybody waited, so there was no waker yet, and {} \
                 panicked; the bell only has to remember that it rang.",
                panic.place()
            ))
            .because(
                "The first waker comes with the first poll. Until then, it's no error that there \
                 is none: nobody is waiting."
            ),
            ended => ended.verdict(),
        };
            verdict.with_lanes(&yours.run, &right.run)
        }),
    )
}

fn verdict(evening: Evening, came: Came) -> Verdict {
    let name = evening.last().map_or("Ann", |(name, _)| name);
    let others = evening.len() > 1;
    match came {
        Came::Opened => Verdict::right(
            "the courier pressed the bell, and the waiting task was woken and \
                            opened the door.",
        ),
        Came::OpenedBefore => Verdict::wrong(format!(
            "{name} opened the door, but nobody had pressed the bell; until somebody does, the \
             future should be `Pending`."
        ))
        .because(
            "A poll doesn't mean that something has happened. Each poll has to look, and to \
             return `Pending` if it hasn't.",
        ),
        Came::WokenBefore(times) => Verdict::wrong(format!(
            "{name}'s future woke itself {times} times before anybody pressed the bell, and each \
             poll was in vain; a waiting task should be woken when there is something to do."
        ))
        .because(
            "A future that wakes itself says that it could go on at once, like a yield. A future \
             that waits leaves its waker where the event will find it.",
        ),
        Came::NotWoken { waker_is_kept: true } => Verdict::wrong(format!(
            "the courier pressed the bell at 17:10, and {name}'s waker was kept, but never \
             called, so {name} still waits; pressing the bell should call the waker."
        ))
        .because("Changing the state doesn't wake anybody: the executor doesn't look at it."),
        Came::NotWoken { .. } if others => Verdict::wrong(format!(
            "{name} went on waiting when Ann left, but the bell had only kept Ann's waker, so \
             {name} wasn't woken; the waker of the latest poll is the one to keep."
        ))
        .because(
            "A future may be polled by another task than before, and each poll brings the waker \
             of the task that polls. An older waker wakes another task.",
        ),
        Came::NotWoken { .. } => Verdict::wrong(format!(
            "the courier pressed the bell at 17:10, but {name}'s waker wasn't kept when the \
             future returned `Pending`, so {name} wasn't polled again and still waits."
        ))
        .because(
            "The waker in the context is only lent for the poll. To call it later, you have to \
             clone it.",
        ),
        Came::Pending if evening.is_empty() => Verdict::wrong(
            "the courier had pressed the bell before Ann came, and her first poll was `Pending`, \
             so she waits for a ring that has passed; the bell should remember that it rang, even \
             if nobody waits.",
        )
        .because(
            "A task that comes too late to leave a waker isn't woken. So each event has to change \
             the state, and each poll has to look at that first.",
        ),
        Came::Pending => Verdict::wrong(format!(
            "the bell woke {name}, but that poll was `Pending`, too, as if nobody had pressed it; \
             a task that is woken should find out what happened."
        ))
        .because("A waker only says \"poll again\". Note in the shared state what has happened."),
    }
}
