//! A post office closes at the bell, perhaps in the middle of stamping a letter.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use timeline::Kind;
use tokio::sync::mpsc;
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/cancel.rs");
    pub(super) async fn run(mut office: Office, bell: Bell) {
        afternoon(&mut office, &bell).await;
    }
}

/// The time at which the bell rings: between two seconds, so that looking now and then is too late.
const BELL: Duration = minutes(8).saturating_add(Duration::from_millis(500));
/// The time that it takes to stamp a letter.
const STAMPING: Duration = minutes(4);
/// The number of times that the bell is heard after which a program counts as endless.
const MOST_RINGS: usize = 20;

/// A letter that is brought, and the time.
type Brought = (&'static str, Duration);

// Letters come between two minutes, so that no two things happen at the same time.
const ADA: Brought = ("to Ada", Duration::from_secs(70));
const BEN: Brought = ("to Ben", Duration::from_secs(380));
const CLEO: Brought = ("to Cleo", Duration::from_secs(850));
/// The letters of two afternoons: the bell rings while one is being stamped, or while none is.
const AFTERNOONS: [&[Brought]; 2] = [&[ADA, BEN, CLEO], &[ADA, CLEO]];

/// The post office, to which letters are brought.
#[derive(Debug)]
pub struct Office {
    /// The letters that nobody has taken yet.
    letters: mpsc::UnboundedReceiver<Letter>,
    _lane: Lane,
}

/// A letter that somebody has brought.
#[derive(Debug)]
pub struct Letter {
    number: usize,
    run: Run,
    seen: Seen,
    lane: Lane,
}

/// A bell that rings when the office closes.
#[derive(Debug)]
pub struct Bell {
    run: Run,
    heard: Arc<AtomicUsize>,
}

/// The notes about each letter.
type Seen = Shared<Vec<Noted>>;

#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    taken: Option<Duration>,
    stamped: Option<Duration>,
    is_lost: bool,
}

impl Office {
    fn open(run: &Run, seen: &Seen, brought: &[Brought]) -> Self {
        let (sender, letters) = mpsc::unbounded_channel();
        for (number, (name, at)) in brought.iter().copied().enumerate() {
            let (run, seen, sender) = (run.clone(), seen.clone(), sender.clone());
            tokio::spawn(async move {
                sleep(at).await;
                let lane = run.lane(name);
                // This fails if the office is closed, so that nobody takes the letter.
                let _ = sender.send(Letter { number, run, seen, lane });
            });
        }
        Self { letters, _lane: run.waiting("office") }
    }

    /// Waits until there is a letter, and takes it. If this is dropped before it is ready, no letter is taken.
    pub async fn next_letter(&mut self) -> Letter {
        let Some(letter) = self.letters.recv().await else {
            return std::future::pending().await;
        };
        letter.note(|noted| noted.taken = Some(letter.run.now()));
        letter
    }
}

impl Letter {
    /// Weighs and stamps the letter, which takes four minutes, and puts it into the bag.
    pub async fn stamp(self) {
        self.lane.waits();
        sleep(STAMPING).await;
        self.note(|noted| noted.stamped = Some(self.run.now()));
    }

    fn note(&self, change: impl FnOnce(&mut Noted)) {
        self.seen.see(|seen| change(&mut seen[self.number]));
    }
}

impl Drop for Letter {
    fn drop(&mut self) {
        self.note(|noted| noted.is_lost = noted.stamped.is_none());
    }
}

impl Bell {
    fn new(run: &Run, heard: &Arc<AtomicUsize>) -> Self {
        let own = run.clone();
        tokio::spawn(async move { own.wait("bell", BELL).await });
        Self { run: run.clone(), heard: Arc::clone(heard) }
    }

    /// Waits until the bell rings. If it has rung already, it is ready at once.
    pub async fn rings(&self) {
        sleep(BELL.saturating_sub(self.run.now())).await;
        if self.heard.fetch_add(1, Relaxed) == MOST_RINGS {
            self.run.give_up();
        }
    }
}

/// Checks that the office closes at the bell and loses no letter, on two afternoons.
pub fn check(afternoon: impl AsyncFn(&mut Office, &Bell) + Copy + Send + 'static) -> Verdict {
    Verdict::first_wrong(AFTERNOONS.into_iter().map(|brought| {
        let new = || Seen::new(vec![Noted::default(); brought.len()]);
        let (seen, others) = (new(), new());
        let own = seen.clone();
        let heard = Arc::<AtomicUsize>::default();
        let bell = heard.clone();
        let right = Attempt::on_tokio(Kind::Chores, async move |run| {
            right::run(Office::open(&run, &others, brought), Bell::new(&run, &Arc::default()))
                .await;
        });
        let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
            let mut office = Office::open(&run, &own, brought);
            afternoon(&mut office, &Bell::new(&run, &bell)).await;
            // Copy the notes before the runtime drops the letters that are still being stamped.
            own.see(|seen| seen.clone())
        });
        let verdict = match &yours.ended {
            Ended::Returned(seen) => {
                let verdict = judge(seen, brought, yours.run.now(), right.run.now());
                if verdict.is_right() && heard.load(Relaxed) == 0 {
                    Verdict::wrong(
                        "the office closed in time, but without hearing the bell, as if you knew \
                         when it rings; it may ring at another time tomorrow, so await it.",
                    )
                } else {
                    verdict
                }
            }
            Ended::Stuck => ignored(&seen.see(|seen| seen.clone()), brought)
                .unwrap_or_else(|| yours.ended.verdict()),
            Ended::Endless => Verdict::wrong(format!(
                "the bell rang at {}, and your loop heard it over and over; when it rings, you \
                 are done.",
                o_clock(BELL)
            ))
            .because(
                "An event that has happened is ready whenever you poll for it. A loop ends only \
                 if you leave it.",
            ),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

/// Returns the verdict on a run that took a letter after the bell; `None` if it didn't.
fn ignored(seen: &[Noted], brought: &[Brought]) -> Option<Verdict> {
    let mut letters = seen.iter().zip(brought);
    let late =
        letters.find_map(|(noted, (name, _))| Some((name, noted.taken.filter(|at| *at > BELL)?)));
    let (name, at) = late?;
    let verdict = Verdict::wrong(format!(
        "the bell rang at {}, and the letter {name} was taken at {}; after the bell, don't take \
         any letters.",
        o_clock(BELL),
        o_clock(at)
    ));
    Some(verdict.because(if brought.len() == 2 {
        "While you await a letter, you do not hear the bell, and while you await the bell, you \
         take no letter. Wait for both at once."
    } else {
        "A loop that goes on doesn't stop after the letter in hand: it takes the next one, bell \
         or no bell."
    }))
}

fn judge(seen: &[Noted], brought: &[Brought], end: Duration, soonest: Duration) -> Verdict {
    let [bell, closed] = [BELL, end].map(o_clock);
    if end < BELL {
        return Verdict::wrong(format!(
            "the office closed at {closed}; it should be open until the bell rings, at {bell}."
        ));
    }
    for (noted, (name, at)) in seen.iter().zip(brought).filter(|(_, (_, at))| *at < BELL) {
        let Some(taken) = noted.taken else {
            return Verdict::wrong(format!(
                "the letter {name} was brought at {}, but nobody took it; the office is open \
                 until {bell}.",
                o_clock(*at)
            ));
        };
        if noted.is_lost {
            return Verdict::wrong(format!(
                "the letter {name} was taken at {}, and was still in hand at {closed}, when it \
                 was dropped and lost; a letter in hand should be stamped first.",
                o_clock(taken)
            ))
            .because(
                "`select!` drops the futures that aren't ready at the `.await` where they are, \
                 with everything that they hold. Only let it drop futures that have nothing in \
                 hand.",
            );
        }
        if noted.stamped.is_none() {
            return Verdict::wrong(format!(
                "the office closed at {closed}, and a task still had the letter {name}; wait \
                 until it is stamped."
            ))
            .because(
                "Nobody waits for a task unless its handle is awaited. A task that isn't done \
                 when the runtime ends is dropped.",
            );
        }
    }
    if let Some(verdict) = ignored(seen, brought) {
        return verdict;
    }
    if end > soonest && end < soonest + minutes(1) / 2 {
        return Verdict::wrong(format!(
            "the bell rang at {bell}, but you didn't know until you looked again; you should be \
             woken when it rings."
        ))
        .because(
            "If you look now and then, you're late each time. If you await, you're woken as soon \
             as there is something.",
        );
    }
    if end > soonest {
        return Verdict::wrong(format!(
            "the last letter in hand was stamped at {}, but the office only closed at {closed}.",
            o_clock(soonest)
        ))
        .because(
            "You can't know how long the work will take. Await the work itself, not some length \
             of time.",
        );
    }
    Verdict::right("the office closed at the bell, and no letter was lost.")
}
