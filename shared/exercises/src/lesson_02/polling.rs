//! Tidying up: three children who do nothing until they are asked.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, minutes};
use crate::verdict::Verdict;
use std::future::Future;
use std::pin::Pin;
use std::slice::Iter;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use timeline::Kind;
use tokio::runtime::Handle;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/02_coop/polling.rs");
    pub(super) fn run(children: Vec<Child>) {
        tidy_up(children);
    }
}

const NAMES: [&str; 3] = ["Mia", "Tom", "Zoe"];
/// Their toys on two days. On only one, a program that knows the number of toys might pass.
const TOYS: [[&[&str]; 3]; 2] = [
    [&["blocks", "train", "bear"], &["ball"], &["doll", "book"]],
    [&["blocks"], &["ball", "train"], &["doll", "book", "bear"]],
];

/// A child that puts one toy away each time it is polled, and is ready after the last one.
pub type Child = Pin<Box<dyn Future<Output = ()>>>;

struct Asked {
    who: usize,
    toys: Iter<'static, &'static str>,
    lane: Lane,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen(Mutex<Noted>);

#[derive(Clone, Default)]
struct Noted {
    day: usize,
    /// The number of times that each child was asked.
    asked: [usize; 3],
    /// The child that was asked last.
    last: Option<usize>,
    /// True for each child that was dropped.
    is_gone: [bool; 3],
    is_asked_by_tokio: bool,
    mistake: Option<Mistake>,
}

#[derive(Clone, Copy)]
enum Mistake {
    AskedAgain(usize),
    ThrownAway(usize),
    InARow { who: usize, times: usize },
    PassedOver { who: usize, round: usize, left: usize },
}

impl Noted {
    /// Returns the number of toys that a child has left.
    fn left(&self, who: usize) -> usize {
        TOYS[self.day][who].len() - self.asked[who]
    }

    /// Returns the children that have toys left.
    fn busy(&self) -> impl Iterator<Item = usize> {
        (0..NAMES.len()).filter(|who| self.left(*who) > 0)
    }

    /// Notes that a child is asked that is already done.
    fn ask_again(&mut self, who: usize) {
        if !matches!(self.mistake, Some(Mistake::ThrownAway(_))) {
            self.mistake = Some(Mistake::AskedAgain(who));
        }
    }

    /// Notes that a child is asked that has a toy left.
    fn ask(&mut self, who: usize) {
        let round = self.asked[who];
        let gone = self.busy().find(|other| self.is_gone[*other]);
        let late = self.busy().find(|other| self.asked[*other] < round);
        let late = late.map(|other| (other, self.left(other)));
        let is_last = self.last == Some(who);
        match (&mut self.mistake, gone, late) {
            (Some(Mistake::InARow { who: same, times }), ..) if is_last && *same == who => {
                *times += 1;
            }
            (Some(_), ..) | (None, None, None) => {}
            (none, Some(gone), _) => *none = Some(Mistake::ThrownAway(gone)),
            (none, _, Some(_)) if is_last => *none = Some(Mistake::InARow { who, times: 2 }),
            (none, _, Some((who, left))) => {
                *none = Some(Mistake::PassedOver { who, round, left });
            }
        }
        self.asked[who] += 1;
        self.last = Some(who);
        self.is_asked_by_tokio |= Handle::try_current().is_ok();
    }
}

impl Seen {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Future for Asked {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(toy) = self.toys.next() else {
            self.seen.noted().ask_again(self.who);
            self.lane.run().give_up()
        };
        self.seen.noted().ask(self.who);
        self.lane.runs();
        self.lane.takes(toy);
        self.lane.run().pass(minutes(1));
        if self.toys.as_slice().is_empty() {
            self.lane.ends();
            return Poll::Ready(());
        }
        self.lane.puts_down();
        self.lane.is_woken();
        self.lane.waits();
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.seen.noted().is_gone[self.who] = true;
    }
}

fn attempt(
    day: usize,
    seen: &Arc<Seen>,
    tidy_up: impl FnOnce(Vec<Child>) + Send + 'static,
) -> Attempt<()> {
    let seen = Arc::clone(seen);
    seen.noted().day = day;
    Attempt::plain(Kind::Chores, move |run| {
        let child = |who: usize| -> Child {
            let lane = run.lane(NAMES[who]);
            Box::pin(Asked { who, toys: TOYS[day][who].iter(), lane, seen: Arc::clone(&seen) })
        };
        tidy_up((0..NAMES.len()).map(child).collect());
    })
}

/// Checks that the children are asked in turn, until all are done.
pub fn check(tidy_up: impl Fn(Vec<Child>) + Clone + Send + 'static) -> Verdict {
    Verdict::first_wrong((0..TOYS.len()).map(|day| {
        let right = attempt(day, &Arc::default(), right::run);
        let seen = Arc::default();
        let yours = attempt(day, &seen, tidy_up.clone());
        let noted = seen.noted().clone();
        verdict(&yours.ended, &noted).with_lanes(&yours.run, &right.run)
    }))
}

fn verdict(ended: &Ended<()>, noted: &Noted) -> Verdict {
    const MOVES_UP: &str = "Behind a child that is removed, the next one moves up into its place. \
                            A loop that goes on with the next number skips that one, or runs \
                            beyond the end of the list.";
    match (noted.mistake, ended) {
        (Some(Mistake::AskedAgain(who)), _) => Verdict::wrong(format!(
            "{} was done, and was asked once more; a future that was `Ready` should not be polled \
             again, and leaves the list.",
            NAMES[who]
        ))
        .because(
            "`Ready` is the end of a future. The future of an `async fn` panics if it is polled \
             after that.",
        ),
        (_, Ended::Panicked(panic)) if panic.message.contains("index") => Verdict::wrong(format!(
            "in {}, a child was asked for by a number that the list no longer has, and that \
             panics; don't go through a list that gets shorter by numbers that were fixed before.",
            panic.place()
        ))
        .because(MOVES_UP),
        (None, Ended::Held) if noted.busy().next().is_none() => Verdict::wrong(
            "all children are done, but your loop doesn't end; it should end when no child is \
             left.",
        ),
        (_, Ended::Held | Ended::Panicked(_)) => ended.verdict(),
        (Some(Mistake::ThrownAway(who)), _) => Verdict::wrong(format!(
            "{} left the list with {} to put away; only children that are done should leave it.",
            NAMES[who],
            toys(noted.left(who))
        ))
        .because(
            "A future that is dropped is never polled again, so the rest of its work isn't done \
             at all. (`retain_mut` keeps items for which its closure returns `true`.)",
        ),
        (Some(Mistake::InARow { who, times }), _) => Verdict::wrong(format!(
            "{} was asked {times} times in a row, while the others did nothing; in each round, \
             every child should be asked once.",
            NAMES[who]
        ))
        .because(
            "`Pending` says: not yet. The loop decides whom to ask next, and while it stays with \
             one child, the others don't get on.",
        ),
        (Some(Mistake::PassedOver { who, round, left }), _) => Verdict::wrong(format!(
            "{} was passed over in round {round}, with {} still to put away; in each round, every \
             child that isn't done should be asked.",
            NAMES[who],
            toys(left)
        ))
        .because(MOVES_UP),
        (None, _) if noted.busy().next().is_some() => unfinished(noted),
        (None, _) if noted.is_asked_by_tokio => Verdict::wrong(
            "the room is tidy, but it was tokio that asked the children; here, the loop that polls \
             them is yours to write.",
        ),
        (None, _) => Verdict::right("every child was asked in turn, until all of them were done."),
    }
}

/// Returns the verdict on a loop that ended too early.
fn unfinished(noted: &Noted) -> Verdict {
    let left: Vec<_> =
        noted.busy().map(|who| format!("{} has {}", NAMES[who], toys(noted.left(who)))).collect();
    let left = left.join(" and ");
    match noted.last {
        None => Verdict::wrong(
            "nobody was asked, and all toys are still lying about; every child should be asked \
             until it is done.",
        )
        .because("A future does nothing unless it is polled."),
        Some(_) if noted.asked == [1; 3] => Verdict::wrong(format!(
            "every child was asked just once, and now {left} to put away; a child that isn't done \
             should be asked again."
        ))
        .because(
            "A poll is one step. A future that answers `Pending` has more to do, and says so.",
        ),
        Some(who) => Verdict::wrong(format!(
            "the loop ended after {}'s turn, and {left} to put away; it should go on until all \
             are done.",
            NAMES[who]
        ))
        .because("If one future is `Ready`, that says nothing about the others."),
    }
}

fn toys(number: usize) -> String {
    format!("{number} {}", if number == 1 { "toy" } else { "toys" })
}
