//! A post office closes at the bell, and a letter may be in hand.

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

/// When the bell rings: not on the stroke of a second, so that looking every now and then is too late.
const BELL: Duration = minutes(8).saturating_add(Duration::from_millis(500));
/// How long it takes to stamp a letter.
const STAMPING: Duration = minutes(4);
/// After the bell was heard so often, to hear it again leads nowhere.
const MOST_RINGS: usize = 20;

/// A letter that is brought, and when.
type Brought = (&'static str, Duration);

// Letters do not come on the minute, so that nothing happens at the same time as something else.
const ADA: Brought = ("to Ada", Duration::from_secs(70));
const BEN: Brought = ("to Ben", Duration::from_secs(380));
const CLEO: Brought = ("to Cleo", Duration::from_secs(850));
/// What is brought on two afternoons: the bell rings while a letter is in hand, or while none is.
const AFTERNOONS: [&[Brought]; 2] = [&[ADA, BEN, CLEO], &[ADA, CLEO]];

/// Where letters are brought.
#[derive(Debug)]
pub struct Office {
    /// What nobody has taken yet.
    letters: mpsc::UnboundedReceiver<Letter>,
    _lane: Lane,
}

/// A letter, which somebody has brought.
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

/// What is noted of each letter.
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
                // If the office is closed, nobody takes it.
                let _ = sender.send(Letter { number, run, seen, lane });
            });
        }
        Self { letters, _lane: run.waiting("office") }
    }

    /// Waits until there is a letter, and takes it. If this is dropped before, no letter is taken.
    pub async fn next_letter(&mut self) -> Letter {
        let Some(letter) = self.letters.recv().await else {
            return std::future::pending().await;
        };
        letter.note(|noted| noted.taken = Some(letter.run.now()));
        letter
    }
}

impl Letter {
    /// Weighs and stamps the letter, which takes some minutes, and puts it into the bag.
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

    /// Waits until the bell rings, or has rung.
    pub async fn rings(&self) {
        sleep(BELL.saturating_sub(self.run.now())).await;
        if self.heard.fetch_add(1, Relaxed) == MOST_RINGS {
            self.run.give_up();
        }
    }
}

/// Says whether the office closes at the bell and loses no letter, on two afternoons.
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
            // What is lost with the runtime is not lost yet.
            own.see(|seen| seen.clone())
        });
        let verdict = match &yours.ended {
            Ended::Returned(seen) => {
                let verdict = judge(seen, brought, yours.run.now(), right.run.now());
                if verdict.is_right() && heard.load(Relaxed) == 0 {
                    Verdict::wrong(
                        "the office closed in time, and nobody had heard the bell, as if they knew \
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
                "What has happened is ready whenever it is polled. A loop ends only if you leave \
                 it.",
            ),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

/// Returns what is to be said if a letter was taken after the bell.
fn ignored(seen: &[Noted], brought: &[Brought]) -> Option<Verdict> {
    let mut letters = seen.iter().zip(brought);
    let late =
        letters.find_map(|(noted, (name, _))| Some((name, noted.taken.filter(|at| *at > BELL)?)));
    let (name, at) = late?;
    let verdict = Verdict::wrong(format!(
        "the bell rang at {}, and the letter {name} was taken at {}; after the bell, no letter is \
         to be taken.",
        o_clock(BELL),
        o_clock(at)
    ));
    Some(verdict.because(if brought.len() == 2 {
        "While you await a letter, you do not hear the bell, and while you await the bell, you \
         take no letter. Wait for both at once."
    } else {
        "A loop that goes on does not stop with the letter in hand: it takes the next one, \
         whoever rings."
    }))
}

fn judge(seen: &[Noted], brought: &[Brought], end: Duration, soonest: Duration) -> Verdict {
    let [bell, closed] = [BELL, end].map(o_clock);
    if end < BELL {
        return Verdict::wrong(format!(
            "the office closed at {closed}; it is to be open until the bell rings, at {bell}."
        ));
    }
    for (noted, (name, at)) in seen.iter().zip(brought).filter(|(_, (_, at))| *at < BELL) {
        let Some(taken) = noted.taken else {
            return Verdict::wrong(format!(
                "the letter {name} was brought at {}, and nobody took it; the office is open \
                 until {bell}.",
                o_clock(*at)
            ));
        };
        if noted.is_lost {
            return Verdict::wrong(format!(
                "the letter {name} was taken at {}, and was still in hand at {closed}, when it \
                 was dropped and lost; what is in hand is to be stamped first.",
                o_clock(taken)
            ))
            .because(
                "`select!` drops what is not ready at the `.await` where it is, with all that it \
                 holds. Let it drop only what has nothing in hand.",
            );
        }
        if noted.stamped.is_none() {
            return Verdict::wrong(format!(
                "the office closed at {closed}, and a task still had the letter {name}; wait \
                 until it is stamped."
            ))
            .because(
                "Nobody waits for a task unless somebody awaits its handle. A task that is not \
                 done when the runtime ends is dropped.",
            );
        }
    }
    if let Some(verdict) = ignored(seen, brought) {
        return verdict;
    }
    if end > soonest && end < soonest + minutes(1) / 2 {
        return Verdict::wrong(format!(
            "the bell rang at {bell}, and you did not know of that until you looked again; you are to \
             be woken when it rings."
        ))
        .because(
            "If you look every now and then, you are late each time. If you await, you are woken as \
             soon as there is something.",
        );
    }
    if end > soonest {
        return Verdict::wrong(format!(
            "nothing was in hand any more at {}, and the office closed only at {closed}.",
            o_clock(soonest)
        ))
        .because(
            "Nobody knows how long it takes to finish. Await what is to be done, not some time.",
        );
    }
    Verdict::right("the office closed at the bell, and no letter was lost.")
}
