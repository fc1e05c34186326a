//! Drying the dishes: two at one rack, and one towel.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, minutes};
use crate::verdict::Verdict;
use crate::watch::Watched;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/02_coop/turns.rs");
    pub(super) async fn run(rack: &super::Rack) {
        dry(rack).await;
    }
}

const NAMES: [&str; 2] = ["Mia", "Tom"];
const DISHES: [&str; 6] = ["cup", "bowl", "pan", "jug", "lid", "mug"];

/// The rack, as seen by one of the two who dry the dishes.
#[derive(Debug)]
pub struct Rack {
    seen: Arc<Seen>,
    lane: Arc<Lane>,
}

/// A wet dish.
#[derive(Debug)]
#[must_use = "it is still wet"]
pub struct Dish<'a> {
    rack: &'a Rack,
    name: &'static str,
}

#[derive(Debug, Default)]
struct Seen(Mutex<Noted>);

#[derive(Debug, Default)]
struct Noted {
    /// The number of dishes that were taken from the rack.
    taken: usize,
    /// The turns so far: the number of the one who had it, and the number of dishes that were dried.
    turns: Vec<(usize, usize)>,
}

impl Seen {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rack {
    /// Takes a dish from the rack, or returns `None` if none is left.
    pub fn take(&self) -> Option<Dish<'_>> {
        let mut noted = self.seen.noted();
        let name = DISHES.get(noted.taken)?;
        noted.taken += 1;
        Some(Dish { rack: self, name })
    }
}

impl Dish<'_> {
    /// Dries the dish, which takes a minute.
    pub fn dry(self) {
        let Rack { seen, lane } = self.rack;
        lane.takes(self.name);
        lane.run().pass(minutes(1));
        lane.puts_down();
        if let Some((_, dried)) = seen.noted().turns.last_mut() {
            *dried += 1;
        }
    }
}

fn attempt(seen: &Arc<Seen>, dry: impl AsyncFn(&Rack) + Send + 'static) -> Attempt<bool> {
    let seen = Arc::clone(seen);
    Attempt::plain(Kind::Chores, move |run| {
        let racks = NAMES.map(|name| Rack { seen: Arc::clone(&seen), lane: run.lane(name).into() });
        let [mut mia, mut tom] = [0, 1].map(|who| {
            let (rack, seen, dry) = (&racks[who], &seen, &dry);
            Watched::new(Arc::clone(&rack.lane), async move {
                let mut dries = pin!(dry(rack));
                poll_fn(|context| {
                    seen.noted().turns.push((who, 0));
                    dries.as_mut().poll(context)
                })
                .await;
            })
        });
        run.poll_woken(&mut [&mut mia, &mut tom])
    })
}

/// Checks that the two take turns with the dishes.
pub fn check(dry: impl AsyncFn(&Rack) + Send + 'static) -> Verdict {
    let right = attempt(&Arc::default(), right::run);
    let seen = Arc::default();
    let yours = attempt(&seen, dry);
    verdict(&yours.ended, &seen.noted()).with_lanes(&yours.run, &right.run)
}

fn verdict(ended: &Ended<bool>, Noted { turns, .. }: &Noted) -> Verdict {
    let dried = |who| turns.iter().filter(|turn| turn.0 == who).map(|turn| turn.1).sum::<usize>();
    let wet = DISHES.len() - dried(0) - dried(1);
    let last = turns.last().map_or(NAMES[0], |(who, _)| NAMES[*who]);
    let greedy = turns.iter().position(|(_, dried)| *dried > 1);
    match ended {
        Ended::Returned(false) => Verdict::wrong(
            "Mia gave the thread back, but nothing woke her task, so it was never polled again; a \
             task that yields is ready for its next turn, and should be woken at once.",
        )
        .because(
            "A future that returns `Pending` has to make sure that its waker is called. \
             `tokio::task::yield_now` does that.",
        ),
        Ended::Returned(true) if wet > 0 => Verdict::wrong(format!(
            "{wet} of {} dishes are still wet; each dish that is taken should be dried, until the \
             rack is empty.",
            DISHES.len()
        )),
        Ended::Returned(true) => match greedy {
            Some(turn) => too_many(turns, turn),
            None if dried(0) == dried(1) => {
                Verdict::right("Mia and Tom took turns with the dishes, one at a time.")
            }
            None => Verdict::wrong(format!(
                "Mia yielded after each dish, but had taken more of them before, so she dried {} \
                 and Tom {}; each should take one at a time.",
                dried(0),
                dried(1),
            ))
            .because(
                "Yielding gives the thread to others. But a task keeps everything that it has \
                 taken: others only find the rest.",
            ),
        },
        Ended::Endless if wet == 0 => Verdict::wrong(format!(
            "all dishes are dry, and {last} yields over and over; a task should end when the rack \
             is empty."
        )),
        Ended::Endless => Verdict::wrong(format!(
            "{last} yields over and over, and {wet} dishes are still wet; one should be dried in \
             each turn."
        )),
        ended => ended.verdict(),
    }
}

/// Returns the verdict on a turn in which more than one dish was dried.
fn too_many(turns: &[(usize, usize)], turn: usize) -> Verdict {
    let (who, dried) = turns[turn];
    let name = NAMES[who];
    let other = NAMES[1 - who];
    let others = |turns: &[(usize, usize)]| turns.contains(&(who, 0));
    if others(&turns[..turn]) {
        Verdict::wrong(format!(
            "{name} yielded once before the first dish, and then dried {dried} in one turn, while \
             {other} waited for the thread; each should yield after every dish."
        ))
        .because(
            "One yield is one turn for the others. If the work is in a loop, the yield must be, \
             too.",
        )
    } else if others(&turns[turn + 1..]) && dried == DISHES.len() {
        Verdict::wrong(format!(
            "{name} yielded only when all {dried} dishes were dry, and nothing was left for \
             {other}; each should yield after every dish."
        ))
        .because("A yield after the loop comes when the work is done. By then, it helps nobody.")
    } else if dried == DISHES.len() {
        Verdict::wrong(format!(
            "{name} dried all {dried} dishes in one turn, and nothing was left for {other}; each \
             should give the thread back after every dish."
        ))
        .because(
            "A task gives way only at an `.await`, and only if the awaited future isn't ready. A \
             future that isn't awaited does nothing, and the `yield_now` of `std::thread` is no \
             future: it's for threads.",
        )
    } else {
        Verdict::wrong(format!(
            "{name} dried {dried} dishes in one turn, and {other} had to wait for that long; each \
             should yield after every dish."
        ))
    }
}
