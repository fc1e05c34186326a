//! The post office: letters on a belt, and a machine that stamps them.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use futures_util::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use timeline::Kind;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/stream.rs");
    pub(super) async fn run(belt: Belt, machine: Machine) {
        stamp_all(belt, machine).await;
    }
}

/// The times at which letters come, and the time at which the belt stops.
type Day = (&'static [Duration], Duration);

const FIRST: Day = (&[minutes(1), minutes(4), minutes(5), minutes(9)], minutes(10));
const SECOND: Day =
    (&[minutes(2), minutes(3), minutes(7), minutes(8), minutes(12), minutes(13)], minutes(14));

/// The number of requests in vain for a letter, at one time, after which a program counts as endless.
const PATIENCE: usize = 100;

const NOW_AND_THEN: &str = "If you look now and then, you look in vain, or come late. A future \
                            that is awaited is polled when there is something.";

/// The belt, which is a stream of letters.
#[derive(Debug)]
pub struct Belt {
    office: Office,
    letters: UnboundedReceiver<Letter>,
}

/// A letter. It comes on the belt.
#[derive(Debug)]
pub struct Letter(usize);

/// The machine that stamps letters.
#[derive(Clone, Debug)]
pub struct Machine(Office);

#[derive(Clone, Debug)]
struct Office {
    run: Run,
    /// A lock that is held while a letter is in the machine.
    machine: Arc<tokio::sync::Mutex<()>>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    letters: Vec<Fate>,
    /// The times at which the belt was asked in vain.
    in_vain: Vec<Duration>,
    has_stopped: bool,
    /// The time at which the learner's function returned.
    returned: Option<Duration>,
}

/// The notes about a letter.
#[derive(Debug)]
struct Fate {
    lane: Lane,
    came: Duration,
    taken: Option<Duration>,
    began: Option<Duration>,
    done: Option<Duration>,
}

impl Office {
    fn new(run: &Run, seen: Arc<Mutex<Seen>>) -> Self {
        Self { run: run.clone(), machine: Arc::default(), seen }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a function on the belt until it has returned and the belt has stopped.
    async fn open<F: Future<Output = ()>>(
        self,
        (times, stop): Day,
        stamp_all: impl FnOnce(Belt, Machine) -> F,
    ) {
        let (sender, letters) = unbounded_channel();
        let (office, lane) = (self.clone(), self.run.lane("belt"));
        lane.waits();
        let belt = tokio::spawn(async move {
            for (number, came) in times.iter().copied().enumerate() {
                sleep(came.saturating_sub(office.run.now())).await;
                let lane = office.run.lane(&format!("letter {}", number + 1));
                let letter = Fate { lane, came, taken: None, began: None, done: None };
                office.seen().letters.push(letter);
                // The verdict is about letters that nobody takes.
                let _ = sender.send(Letter(number));
            }
            sleep(stop.saturating_sub(office.run.now())).await;
            lane.ends();
        });
        stamp_all(Belt { office: self.clone(), letters }, Machine(self.clone())).await;
        self.seen().returned = Some(self.run.now());
        let _ = belt.await;
    }
}

impl Stream for Belt {
    type Item = Letter;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Letter>> {
        let poll = self.letters.poll_recv(context);
        let is_too_much = {
            let now = self.office.run.now();
            let mut seen = self.office.seen();
            if let Poll::Ready(Some(Letter(number))) = poll {
                seen.letters[number].taken = Some(now);
            } else {
                seen.in_vain.push(now);
            }
            seen.has_stopped |= matches!(poll, Poll::Ready(None));
            seen.in_vain.iter().rev().take_while(|at| **at == now).count() > PATIENCE
        };
        if is_too_much {
            self.office.run.give_up();
        }
        poll
    }
}

impl Machine {
    /// Waits until the machine is free, and stamps a letter, which takes two minutes.
    pub async fn stamp(&self, letter: Letter) {
        let Self(office) = self;
        let _machine = office.machine.lock().await;
        let in_machine = InMachine { office, number: letter.0 };
        let began = Some(office.run.now());
        {
            let letter = &mut office.seen().letters[letter.0];
            letter.began = began;
            letter.lane.waits();
        }
        sleep(minutes(2)).await;
        office.seen().letters[in_machine.number].done = Some(office.run.now());
    }
}

/// A letter that is being stamped. Dropping this takes it out of the machine.
struct InMachine<'a> {
    office: &'a Office,
    number: usize,
}

impl Drop for InMachine<'_> {
    fn drop(&mut self) {
        self.office.seen().letters[self.number].lane.ends();
    }
}

/// Checks that each letter is stamped as soon as it is there and the machine is free.
pub fn check(stamp_all: impl AsyncFn(Belt, Machine) + Clone + Send + 'static) -> Verdict {
    let first = on(FIRST, stamp_all.clone());
    if first.is_right() {
        Some(on(SECOND, stamp_all)).filter(|second| !second.is_right()).unwrap_or(first)
    } else {
        first
    }
}

fn on(day: Day, stamp_all: impl AsyncFn(Belt, Machine) + Send + 'static) -> Verdict {
    let right = Attempt::on_tokio(Kind::Chores, move |run| {
        Office::new(&run, Arc::default()).open(day, right::run)
    });
    let seen: Arc<Mutex<Seen>> = Arc::default();
    let own = Arc::clone(&seen);
    let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
        Office::new(&run, own)
            .open(day, async |belt, machine| stamp_all(belt, machine).await)
            .await;
    });
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let (now, (times, stop)) = (yours.run.now(), day);
    let verdict = match &yours.ended {
        Ended::Returned(()) => judge(day, &seen).unwrap_or_else(|| {
            Verdict::right(format!(
                "each of {} letters was stamped as soon as it was there and the machine was free.",
                times.len()
            ))
        }),
        Ended::Endless if seen.has_stopped => Verdict::wrong(format!(
            "the belt stopped at {}, and was asked over and over for the next letter; `None` says \
             that there will be no more.",
            o_clock(stop)
        ))
        .because("`if let` in a `loop` passes over `None`. `while let` ends with it."),
        Ended::Endless => Verdict::wrong(format!(
            "at {} the belt was asked over and over for a letter; your function should wait, and \
             be woken when there is one.",
            o_clock(now)
        ))
        .because(
            "A loop that polls never waits. `.await` gives the thread back until there is \
             something to do.",
        ),
        Ended::Held => Verdict::wrong(
            "the thread was held, so the belt and the machine stood still; a wait should give the \
             thread back.",
        )
        .because("`std::thread::sleep` blocks the thread, and all tasks on it with it."),
        Ended::Panicked(panic) if seen.has_stopped => Verdict::wrong(format!(
            "when the belt stopped, at {}, {} panicked; every day ends without more letters.",
            o_clock(stop),
            panic.place()
        ))
        .because("`next` gives `None` when a stream is over, and that isn't a bug."),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on the letters; `None` if nothing is wrong with them.
fn judge((times, stop): Day, seen: &Seen) -> Option<Verdict> {
    let returned = seen.returned.unwrap_or(stop);
    let taken = seen.letters.iter().filter(|letter| letter.taken.is_some()).count();
    if taken == 0 {
        return Some(
            Verdict::wrong(format!(
                "your function returned at {}, without a letter; the belt was only empty, and did \
                 not stop until {}.",
                o_clock(returned),
                o_clock(stop)
            ))
            .because(
                "Even if there is nothing now, more may come. A stream is over when it says so, \
                 with `None`.",
            ),
        );
    }
    if taken < times.len() {
        return Some(
            Verdict::wrong(format!(
                "your function took {taken} of {} letters and returned at {}, while others came \
                 until the belt stopped.",
                times.len(),
                o_clock(returned)
            ))
            .because(
                "You can't know how many items will come. Each `next` gives one; ask again until \
                 there is `None`.",
            ),
        );
    }
    let is_idle = |at: &&Duration| {
        let mut letters = seen.letters.iter();
        !at.is_zero() && **at < stop && letters.all(|it| it.came != **at && it.done != Some(**at))
    };
    if let Some(at) = seen.in_vain.iter().find(is_idle) {
        return Some(
            Verdict::wrong(format!(
                "at {} the belt was asked for a letter although nothing had happened; your \
                 function should wait, and be woken when there is one.",
                o_clock(*at)
            ))
            .because(NOW_AND_THEN),
        );
    }
    let mut free = Duration::ZERO;
    for (number, letter) in (1..).zip(&seen.letters) {
        let Some(began) = letter.began else {
            return Some(Verdict::wrong(format!(
                "letter {number} was taken from the belt, but was not stamped."
            )));
        };
        if began > letter.came.max(free) {
            let verdict = format!(
                "letter {number} came at {}, but was not stamped until {}, although the machine \
                 was free",
                o_clock(letter.came),
                o_clock(began)
            );
            if letter.taken > Some(letter.came) {
                return Some(
                    Verdict::wrong(format!("{verdict}; your code hadn't looked at the belt."))
                        .because(NOW_AND_THEN),
                );
            }
            return Some(if began >= stop && number == 1 {
                Verdict::wrong(format!("{verdict}; nothing began before the belt had stopped."))
                    .because(
                        "A stream that is collected gives nothing before it is over. Each item can \
                         be handled as soon as `next` gives it.",
                    )
            } else {
                Verdict::wrong(format!("{verdict}; it waited for letters that came after it."))
                    .because("A letter that is there needn't wait for those after it.")
            });
        }
        let Some(done) = letter.done.filter(|done| *done <= returned) else {
            return Some(
                Verdict::wrong(format!(
                    "your function returned at {}, while letter {number} was still in the \
                     machine; all letters should be stamped by then.",
                    o_clock(returned)
                ))
                .because(
                    "A spawned task goes on by itself, and nobody waits for it unless its handle \
                     is awaited. At the end of the program, it is dropped.",
                ),
            );
        };
        free = free.max(done);
    }
    None
}
