//! The small sink: Ann clears the table, Bob washes up, and between them there is room for three plates.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use timeline::Kind;
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/bounded.rs");
    pub(super) async fn run(kitchen: super::Kitchen) {
        let (table, bob) = kitchen.open();
        wash_up(table, bob).await;
    }
}

/// The number of plates for which there is room in the sink.
const ROOM: usize = 3;
/// The plates on the table, and the minutes that it takes to clear each. With less room, Bob would have nothing to do
/// for a while.
const DISHES: [(&str, u64); 7] = [
    ("plate 1", 1),
    ("plate 2", 1),
    ("plate 3", 1),
    ("plate 4", 1),
    ("plate 5", 1),
    ("plate 6", 1),
    ("tin", 11),
];
/// The time to wash a plate: a little more than three minutes, so that looking for room now and then is too late.
const WASHING: Duration = minutes(3).saturating_add(Duration::from_millis(333));

/// The kitchen, and the notes about it.
#[derive(Clone, Debug)]
struct Kitchen {
    run: Run,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The number of plates that were cleared.
    cleared: usize,
    plates: [OnePlate; DISHES.len()],
}

#[derive(Debug, Default)]
struct OnePlate {
    /// The time at which Ann had it in her hand.
    cleared: Option<Duration>,
    /// The time at which it was no longer in Ann's hand, since she began to clear the next one.
    put: Option<Duration>,
    /// The time at which Bob took it.
    begun: Option<Duration>,
    washed: Option<Duration>,
    dropped: Option<Duration>,
    lane: Option<Lane>,
}

impl Seen {
    /// Returns the number of plates in the sink at that time, after everything that happens then.
    fn in_sink(&self, at: Duration) -> usize {
        let until = |time: Option<Duration>| time.is_some_and(|time| time <= at);
        self.plates
            .iter()
            .filter(|it| until(it.put) && !until(it.begun) && !until(it.dropped))
            .count()
    }

    /// Returns the most plates that were in the sink, and the time from which they were.
    fn fullest(&self) -> (usize, Duration) {
        let times = self.plates.iter().filter_map(|it| it.put).map(|at| (self.in_sink(at), at));
        // The first of equals.
        times.fold((0, Duration::ZERO), |most, it| if it.0 > most.0 { it } else { most })
    }

    /// Returns `true` if a plate stayed in Ann's hand although there was room.
    fn is_put_late(&self) -> bool {
        let makes_room = |at| self.plates.iter().any(|it| it.begun == at);
        self.plates.iter().any(|it| it.put > it.cleared && !makes_room(it.put))
    }

    fn count(&self, condition: fn(&OnePlate) -> bool) -> usize {
        self.plates.iter().filter(|it| condition(it)).count()
    }
}

/// The table that is to be cleared.
#[derive(Debug)]
pub struct Table {
    kitchen: Kitchen,
    lane: Option<Lane>,
}

/// A dirty plate. Only a table has one.
#[derive(Debug)]
pub struct Plate {
    kitchen: Kitchen,
    number: usize,
}

/// Someone who washes up, one plate at a time.
#[derive(Debug)]
pub struct Washer(Kitchen);

impl Kitchen {
    fn open(&self) -> (Table, Washer) {
        (Table { kitchen: self.clone(), lane: None }, Washer(self.clone()))
    }

    fn see<T>(&self, look: impl FnOnce(&mut Seen, Duration) -> T) -> T {
        let now = self.run.now();
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}

impl Table {
    /// Clears the next plate, which takes some minutes. Returns `None` if there are no more.
    pub async fn clear(&mut self) -> Option<Plate> {
        let run = &self.kitchen.run;
        let number = self.kitchen.see(|seen, now| {
            if let Some(last) = seen.cleared.checked_sub(1) {
                let plate = &mut seen.plates[last];
                plate.put.get_or_insert(now);
                if plate.begun.is_none() && plate.dropped.is_none() {
                    plate.lane.get_or_insert_with(|| run.lane(DISHES[last].0));
                }
            }
            seen.cleared
        });
        let Some((_, time)) = DISHES.get(number) else {
            self.lane = None;
            return None;
        };
        let lane = self.lane.get_or_insert_with(|| run.waiting("Ann"));
        lane.puts_down();
        sleep(minutes(*time)).await;
        lane.takes("plate in hand");
        self.kitchen.see(|seen, now| {
            seen.cleared = number + 1;
            seen.plates[number].cleared = Some(now);
        });
        Some(Plate { kitchen: self.kitchen.clone(), number })
    }
}

impl Washer {
    /// Washes a plate, which takes about three minutes.
    pub async fn wash(&mut self, plate: Plate) {
        let Kitchen { run, .. } = &self.0;
        self.0.see(|seen, now| {
            let seen = &mut seen.plates[plate.number];
            seen.begun = Some(now);
            seen.lane.get_or_insert_with(|| run.lane(DISHES[plate.number].0)).waits();
        });
        run.sleep(WASHING).await;
        self.0.see(|seen, now| seen.plates[plate.number].washed = Some(now));
    }
}

impl Drop for Plate {
    fn drop(&mut self) {
        self.kitchen.see(|seen, now| {
            let plate = &mut seen.plates[self.number];
            if plate.washed.is_none() {
                plate.dropped = Some(now);
            }
            plate.lane = None;
        });
    }
}

/// Checks that all plates are washed in time, and that there are never more in the sink than fit.
pub fn check(wash_up: impl AsyncFnOnce(Table, Washer) + Send + 'static) -> Verdict {
    let right =
        Attempt::on_tokio(Kind::Chores, |run| right::run(Kitchen { run, seen: Arc::default() }));
    let seen = Arc::default();
    let yours = Attempt::on_tokio(Kind::Chores, {
        let seen = Arc::clone(&seen);
        async move |run| {
            let (table, bob) = Kitchen { run, seen }.open();
            wash_up(table, bob).await;
        }
    });
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let times = [&yours.run, &right.run].map(Run::now);
    verdict(&yours.ended, &seen, times).with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on a Bob who doesn't wait for a plate.
fn bob_asks(at: Duration) -> Verdict {
    Verdict::wrong(format!(
        "at {}, Bob found no plate in the sink, and asked over and over, but no time passes while \
         a loop goes round; he should wait until he is woken.",
        o_clock(at)
    ))
    .because(
        "A loop around `try_recv` is never idle, even if it yields. `recv` gives the thread back \
         until there is something.",
    )
}

fn verdict(ended: &Ended<()>, seen: &Seen, [took, right]: [Duration; 2]) -> Verdict {
    let (most, since) = seen.fullest();
    let washed = seen.count(|it| it.washed.is_some());
    let dropped = seen.plates.iter().zip(DISHES).find_map(|(it, dish)| Some((dish.0, it.dropped?)));
    let is_full = seen.cleared > seen.count(|it| it.begun.is_some());
    let [ready, in_time] = [took, right].map(o_clock);
    match ended {
        Ended::Stuck if washed == DISHES.len() => Verdict::wrong(format!(
            "all was washed by {}, and Bob waits at the sink for ever, since something could \
             still be put in; he should be done when Ann is, and the sink is empty.",
            o_clock(seen.plates.iter().filter_map(|it| it.washed).max().unwrap_or_default())
        ))
        .because(
            "A receiver gets `None` when the last sender is dropped and everything that was sent \
             is received. An unused clone is a sender, too.",
        ),
        Ended::Stuck if washed == 0 && is_full => Verdict::wrong(format!(
            "after {} plates, Ann waits for room in the sink, but Bob doesn't begin before she is \
             done, so neither ever goes on; both should work at the same time.",
            seen.cleared
        ))
        .because(
            "A bounded queue makes the sender wait for the receiver. Running one after the other \
             doesn't work with it, unless everything fits in.",
        ),
        Ended::Held | Ended::Endless if is_full => Verdict::wrong(format!(
            "at {}, Ann found no room for one more plate, and asked over and over, or blocked the \
             thread; she should wait until she is woken.",
            o_clock(took)
        ))
        .because(
            "A loop around `try_send` is never idle, even if it yields: it keeps a processor \
             busy. Use `.await` to wait.",
        ),
        Ended::Endless => bob_asks(took),
        Ended::Panicked(panic) if panic.message.contains("Full") => Verdict::wrong(format!(
            "at {}, the sink was full, and {} panicked; Ann should wait until there is room.",
            o_clock(took),
            panic.place()
        )),
        Ended::Returned(()) => match dropped {
            _ if most > ROOM => Verdict::wrong(format!(
                "at {}, {most} plates were in a sink with room for {ROOM}; Ann should wait with \
                 the next one until there is room.",
                o_clock(since)
            ))
            .because(
                "A queue without a bound takes everything, so the sender never learns that it is \
                 too much. A bound makes it wait: that's backpressure.",
            ),
            Some((_, at)) if at == took => Verdict::wrong(format!(
                "all ended at {ready}, when {washed} of {} pieces were washed; Bob should go on \
                 until Ann is done and the sink is empty.",
                DISHES.len()
            ))
            .because(
                "A future that isn't awaited to its end is dropped in the middle: `select!` drops \
                 all but the first to finish, and a function drops all that it owns when it \
                 returns.",
            ),
            Some((dish, at)) if seen.in_sink(at) > 0 => Verdict::wrong(format!(
                "{dish} was dropped at {}, and never washed; nothing should be lost, so Ann has \
                 to wait until there is room.",
                o_clock(at)
            ))
            .because(
                "`try_send` does not wait. It gives back an item that doesn't fit, which is lost \
                 if you drop it.",
            ),
            Some((dish, at)) => Verdict::wrong(format!(
                "{dish} was dropped at {}, and never washed; nothing should be lost.",
                o_clock(at)
            )),
            None if washed < DISHES.len() => Verdict::wrong(format!(
                "{washed} of {} pieces were washed; all of them should be.",
                DISHES.len()
            )),
            None if took > right && most == 0 => Verdict::wrong(format!(
                "no plate ever waited in the sink, because each was washed before the next one was \
                 cleared, and it took until {ready}; side by side, it takes until {in_time}."
            )),
            None if seen.is_put_late() || (took > right && most == ROOM) => Verdict::wrong(
                "there was room in the sink again, and some time passed before Ann put the next \
                 plate in; she should be woken as soon as there is room.",
            )
            .because(
                "If you look now and then, you're late. `send` goes on as soon as there is room.",
            ),
            None if took > right => Verdict::wrong(format!(
                "the sink never had more than {most} of {ROOM} in it, so that it was empty when \
                 Ann was busy with the tin, and everything was washed only at {ready}; it can be \
                 at {in_time}."
            ))
            .because("If a bound is too small, each waits for the other whenever that is late."),
            None => Verdict::right(format!(
                "the sink was never too full, and all was washed at {ready}."
            )),
        },
        ended => ended.verdict(),
    }
}
