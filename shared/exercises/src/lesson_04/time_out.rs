//! You wait for a parcel, but have to leave in ten minutes.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use timeline::Kind;
use tokio::sync::mpsc;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/time_out.rs");
    pub(super) async fn run(mut door: Door) {
        wait_for_parcel(&mut door).await;
    }
}

/// The time at which you have to leave.
const LIMIT: Duration = minutes(10);
/// The times at which the parcel comes, on the first evening and on the second one.
const COMES: [Duration; 2] = [minutes(30), minutes(5)];

/// The most times that a program may begin to wait for the bell. With more, it only looks now and then.
const MOST_WAITS: usize = 10;

/// The times at which neighbours ring: between two minutes, so that ten looks of a minute each aren't ten minutes.
const NEIGHBOURS: [(&str, Duration); 2] =
    [("Mr Hill", Duration::from_secs(200)), ("Ms Lake", Duration::from_secs(500))];

/// A door with a bell.
#[derive(Debug)]
pub struct Door {
    /// The callers who have rung, and haven't been let in.
    callers: mpsc::UnboundedReceiver<(Caller, Lane)>,
    taken: Taken,
    /// The number of times that somebody began to wait for the bell.
    waits: Arc<AtomicUsize>,
    run: Run,
    _you: Lane,
}

/// The time at which the parcel was taken; `None` if it wasn't.
type Taken = Shared<Option<Duration>>;

/// A caller who rings the bell.
#[derive(Debug)]
pub enum Caller {
    /// A neighbour who wants to borrow an egg.
    Neighbour,
    /// The postman, with the parcel.
    Postman(Parcel),
}

/// A parcel. Only a postman has one.
#[derive(Debug)]
pub struct Parcel(());

impl Door {
    fn new(run: &Run, taken: Taken, waits: Arc<AtomicUsize>, comes: Duration) -> Self {
        let (sender, callers) = mpsc::unbounded_channel();
        let postman = ("postman", comes, Caller::Postman(Parcel(())));
        let neighbours = NEIGHBOURS.map(|(name, at)| (name, at, Caller::Neighbour));
        for (name, at, caller) in neighbours.into_iter().chain([postman]) {
            let lane = run.waiting(name);
            let sender = sender.clone();
            tokio::spawn(async move {
                tokio::time::sleep(at).await;
                lane.is_woken();
                // This fails if the door was dropped, so that nobody is let in.
                let _ = sender.send((caller, lane));
            });
        }
        Self { callers, taken, waits, run: run.clone(), _you: run.waiting("you") }
    }

    /// Waits until somebody rings, and lets them in. A caller who has already rung is let in at once.
    pub async fn ring(&mut self) -> Caller {
        self.waits.fetch_add(1, Relaxed);
        let Some((caller, _lane)) = self.callers.recv().await else {
            return std::future::pending().await;
        };
        if let Caller::Postman(_) = caller {
            self.taken.see(|taken| *taken = Some(self.run.now()));
        }
        caller
    }
}

/// Checks that the program waits for the parcel until it comes, but for no more than ten minutes.
pub fn check(
    wait_for_parcel: impl AsyncFn(&mut Door) -> Option<Parcel> + Copy + Send + 'static,
) -> Verdict {
    Verdict::first_wrong(COMES.into_iter().map(|comes| {
        let taken = Taken::default();
        let own = taken.clone();
        let waits = Arc::<AtomicUsize>::default();
        let own_waits = Arc::clone(&waits);
        let right = Attempt::on_tokio(Kind::Chores, async move |run| {
            right::run(Door::new(&run, Taken::default(), Arc::default(), comes)).await;
        });
        let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
            let mut door = Door::new(&run, own, own_waits, comes);
            wait_for_parcel(&mut door).await.is_some()
        });
        let verdict = match &yours.ended {
            Ended::Returned(has_it) => {
                let taken = taken.take();
                let verdict = judge(*has_it, taken, yours.run.now(), comes);
                let waits = waits.load(Relaxed);
                if verdict.is_right() && waits > MOST_WAITS {
                    Verdict::wrong(format!(
                        "you did not miss anybody, but looked {waits} times to see if somebody \
                         rings; you should wait for the bell, and for ten minutes in all."
                    ))
                    .because(
                        "If you look now and then, you're busy for nothing. If you await, you're \
                         woken when there is something.",
                    )
                } else {
                    verdict
                }
            }
            Ended::Stuck => Verdict::wrong(
                "nobody else rings, but you still wait at the door; you should leave at 17:10.",
            ),
            Ended::Panicked(panic) if panic.message.contains("Elapsed") => Verdict::wrong(format!(
                "at {}, `timeout` returned `Err`, since the time was up, and {} panicked; you \
                 should leave then, without the parcel.",
                o_clock(yours.run.now()),
                panic.place()
            ))
            .because(
                "Running out of time is not a bug: `timeout` returns `Err` to tell you, and the \
                 task goes on from there.",
            ),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

fn judge(has_it: bool, taken: Option<Duration>, end: Duration, comes: Duration) -> Verdict {
    let [came, left] = [comes, end].map(o_clock);
    let is_late = |time: Duration, soonest: Duration| time >= soonest + minutes(1);
    match taken {
        Some(taken) if !has_it => Verdict::wrong(format!(
            "the parcel was handed to you at {}, and was thrown away; return it.",
            o_clock(taken)
        ))
        .because("`timeout` returns the output of its future, in `Ok`."),
        Some(taken) if comes < LIMIT && is_late(taken, comes) => Verdict::wrong(format!(
            "the postman rang at {came}, and you let him in only at {}; take the parcel when it \
             comes.",
            o_clock(taken)
        ))
        .because(
            "A `sleep` waits for its whole time, whatever happens. A time-out waits for a future, \
             and ends with it.",
        ),
        Some(taken) if comes < LIMIT && is_late(end, taken) => Verdict::wrong(format!(
            "you had the parcel at {}, and still waited until {left}; when it is there, you can \
             go.",
            o_clock(taken)
        ))
        .because("`join!` waits for all of its futures. A time-out ends when its future does."),
        Some(_) if comes < LIMIT => Verdict::right("you took the parcel when it came."),
        None if left == o_clock(NEIGHBOURS[1].1 + LIMIT) => Verdict::wrong(format!(
            "you stood at the door until {left}, because the ten minutes started again when \
             somebody rang; they begin at 17:00, whoever rings."
        ))
        .because(
            "A time-out is for the future that it is given, and if that is one ring, each ring \
             has ten minutes. Give it everything that should be over by then.",
        ),
        _ if is_late(end, LIMIT) => Verdict::wrong(format!(
            "on an evening when the parcel came at {came}, you stood at the door until {left}; \
             you should leave at 17:10, with the parcel or without."
        ))
        .because("An `.await` has no limit by itself: it waits as long as its future takes."),
        None if comes < LIMIT && end >= comes => Verdict::wrong(format!(
            "you left at {left} without the parcel, though the postman rang at {came}."
        )),
        None if end < LIMIT => {
            let verdict = Verdict::wrong(format!(
                "you left at {left} without the parcel; wait for it until 17:10."
            ));
            if left != o_clock(NEIGHBOURS[0].1) {
                return verdict;
            }
            verdict.because("Not everybody who rings is the postman: after a neighbour, wait on.")
        }
        _ => Verdict::right(
            "you took the parcel that came at 17:05, and left at 17:10 when it \
                             was late.",
        ),
    }
}
