//! The kettle: Dad makes tea, Mia lays the table, and they take turns.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/03_blocking/kettle.rs");
    pub(super) async fn run(kettle: &super::Kettle) -> super::Tea {
        make_tea(kettle).await
    }
}

/// The number of looks in one turn after which a program counts as endless.
const MOST: usize = 100;
/// The time that a look takes, unless it is the first one in a turn.
const LOOK: Duration = Duration::from_secs(10);
/// The time that a first look takes, so that it shows in the picture.
const MOMENT: Duration = Duration::from_nanos(1);
/// The number of idle minutes after which a program counts as endless.
const IDLE: usize = 30;
/// The number of plates. Each takes a minute to lay.
const PLATES: usize = 5;
/// The minutes until the water boils, for one pot and for two.
const POTS: [u64; 2] = [5, 8];

/// A kettle, which stays in its kitchen, and on its thread.
#[derive(Debug)]
pub struct Kettle {
    run: Run,
    noted: Shared<Noted>,
    /// The time until the water boils.
    time: Duration,
    /// Its lane, while it is heating.
    lane: RefCell<Option<Lane>>,
    /// The number of looks at it in this turn.
    looks: Cell<usize>,
    /// Keeps the kettle on its thread, since an `Rc` can't be sent to another one.
    _stays: Rc<()>,
}

#[derive(Clone, Debug, Default)]
struct Noted {
    /// The number of turns that Dad has had.
    turns: usize,
    /// The number of plates on the table.
    plates: usize,
    /// The time at which the kettle was switched on.
    started: Option<Duration>,
    /// The time from which Dad stood by the kettle, the time until which he did, and the number of plates left then.
    stood: Option<(Duration, Duration, usize)>,
    /// The most looks in one turn.
    looks: usize,
    /// The time at which the first tea was poured.
    poured: Option<Duration>,
}

/// A pot of tea. Only a kettle makes one.
#[derive(Debug)]
pub struct Tea(());

impl Kettle {
    fn new(run: &Run, noted: &Shared<Noted>, time: Duration) -> Self {
        let (run, noted) = (run.clone(), noted.clone());
        Self {
            run,
            noted,
            time,
            lane: RefCell::default(),
            looks: Cell::default(),
            _stays: Rc::default(),
        }
    }

    /// Returns the time at which it boils or will boil; `None` if it wasn't switched on.
    fn boils(&self) -> Option<Duration> {
        self.noted.see(|noted| noted.started.map(|started| started + self.time))
    }

    /// Switches the kettle on, if it isn't on already, and returns at once.
    pub fn start(&self) {
        let now = self.run.now();
        if self.noted.see(|noted| noted.started.replace(noted.started.unwrap_or(now))).is_none() {
            let lane = self.run.lane("kettle");
            lane.waits();
            *self.lane.borrow_mut() = Some(lane);
        }
    }

    /// Returns `true` if the water boils.
    pub fn is_boiling(&self) -> bool {
        let looks = self.looks.get() + 1;
        self.looks.set(looks);
        self.noted.see(|noted| noted.looks = noted.looks.max(looks));
        if looks > MOST {
            self.run.give_up();
        } else if looks > 1 {
            self.pass(LOOK);
        }
        self.boils().is_some_and(|boils| boils <= self.run.now())
    }

    /// Switches the kettle on, if it isn't on already, and blocks the thread until the water boils.
    pub fn boil(&self) {
        self.start();
        let now = self.run.now();
        let end = self.boils().unwrap_or(now);
        self.pass(end.saturating_sub(now));
        if end > now {
            self.noted.see(|noted| {
                noted.stood = noted.stood.or(Some((now, end, PLATES - noted.plates)));
            });
        }
    }

    /// Pours the water, hot or not, on the tea.
    pub fn pour(&self) -> Tea {
        let now = self.run.now();
        self.noted.see(|noted| noted.poured = noted.poured.or(Some(now)));
        Tea(())
    }

    /// Moves the clock, and ends the kettle's lane if the water comes to the boil.
    fn pass(&self, time: Duration) {
        self.run.pass(time);
        if let Some(boils) = self.boils().filter(|boils| *boils <= self.run.now()) {
            if let Some(lane) = self.lane.take() {
                lane.note_at(timeline::Event::Finished, boils);
            }
        }
    }
}

/// Polls Dad and Mia in turn until both are done. The water takes `time` minutes.
fn evening(tea: impl AsyncFn(&Kettle) -> Tea, time: u64, run: &Run, noted: &Shared<Noted>) {
    let kettle = Kettle::new(run, noted, minutes(time));
    let (dad, mia) = (run.lane("Dad"), run.lane("Mia"));
    let mut tea = pin!(tea(&kettle));
    let mut is_made = false;
    let mut idle = 0;
    loop {
        let before = run.now();
        if !is_made {
            kettle.noted.see(|noted| noted.turns += 1);
            kettle.looks.set(0);
            dad.runs();
            kettle.pass(MOMENT);
            is_made = tea.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready();
            if is_made { dad.ends() } else { yields(&dad) }
        }
        if kettle.noted.see(|noted| noted.plates) < PLATES {
            mia.runs();
            kettle.pass(minutes(1));
            let plates = kettle.noted.see(|noted| {
                noted.plates += 1;
                noted.plates
            });
            if plates == PLATES { mia.ends() } else { yields(&mia) }
        } else if is_made {
            return;
        }
        // A turn that does nothing but look takes a minute.
        if run.now() <= before + MOMENT {
            kettle.pass(minutes(1));
            idle += 1;
            if idle > IDLE {
                run.give_up();
            }
        }
    }
}

fn yields(lane: &Lane) {
    lane.waits();
    lane.is_woken();
}

/// Checks that the table is laid while the water heats.
pub fn check(make_tea: impl AsyncFn(&Kettle) -> Tea + Copy + Send + 'static) -> Verdict {
    Verdict::first_wrong(POTS.into_iter().map(|time| {
        let noted = Shared::default();
        let own = noted.clone();
        let yours = Attempt::plain(Kind::Chores, move |run| evening(make_tea, time, &run, &own));
        let right = Attempt::plain(Kind::Chores, move |run| {
            evening(right::run, time, &run, &Shared::default());
        });
        let noted = noted.take();
        let verdict = refuse(&yours, time, &noted)
            .unwrap_or_else(|| Verdict::right("Mia laid the table while the water was heating."));
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

/// Returns the verdict on a run; `None` if nothing is wrong with it.
fn refuse(attempt: &Attempt<()>, time: u64, noted: &Noted) -> Option<Verdict> {
    const BLOCKS: &str = "A call that blocks keeps the thread until it returns. Yielding before \
                          or after it gives nobody a turn in between.";
    let now = o_clock(attempt.run.now());
    let boils = noted.started.map(|started| started + minutes(time));
    Some(match (&attempt.ended, noted) {
        (_, Noted { stood: Some((from, until, plates)), turns, .. }) => {
            let (from, until) = (o_clock(*from), o_clock(*until));
            Verdict::wrong(match PLATES - plates {
                0 if *turns > 1 => format!(
                    "Dad held the thread from {from} to {until}, since `boil` blocks, and yielded \
                     only when that was over; Mia was ready all the time, and should lay the \
                     table in that time."
                ),
                0 => format!(
                    "Dad held the thread from {from} to {until}, since `boil` blocks, and never \
                     yielded; Mia was ready all the time, and should lay the table in that time."
                ),
                laid => format!(
                    "Dad yielded before, and Mia laid {laid} of {PLATES} plates; but then `boil` \
                     held the thread from {from} to {until}, and Mia should have her turns while \
                     the water heats."
                ),
            })
            .because(BLOCKS)
        }
        (Ended::Held, _) => Verdict::wrong(
            "Dad holds the thread and does not give it back, and Mia is ready, but has no turn; \
             she should lay the table while the water heats.",
        )
        .because(
            "`std::thread::sleep` blocks like `boil`: with the thread, all tasks on it sleep.",
        ),
        (Ended::Endless, Noted { started: None, .. }) => Verdict::wrong(
            "Dad looks again and again to see if the water boils, but the kettle was never \
             switched on.",
        ),
        (Ended::Endless, _) => Verdict::wrong(format!(
            "at {now} Dad had still not made tea, though the water boiled; he should look in each \
             of his turns."
        )),
        (_, Noted { looks: 6.., .. }) => Verdict::wrong(format!(
            "Dad looked at the kettle {} times in one turn, while Mia was ready; she should have \
             a turn after each look that finds no boiling water.",
            noted.looks
        ))
        .because(
            "A loop that looks and does not yield keeps the thread like a call that blocks, and \
             keeps the processor busy, too.",
        ),
        (Ended::Returned(()), Noted { poured: Some(poured), .. }) => {
            let at = o_clock(*poured);
            match boils {
                None => Verdict::wrong(format!(
                    "Dad made tea at {at} with cold water; the kettle should be switched on first."
                )),
                Some(boils) if *poured < boils => Verdict::wrong(format!(
                    "{}Dad made tea at {at}, though the water only boils at {}; he should look \
                     again in each of his turns until it does.",
                    if time > POTS[0] { "with more water in the kettle, " } else { "" },
                    o_clock(boils)
                ))
                .because(
                    "A yield only waits for a turn. You can't know in advance how many turns \
                     there will be until the water boils.",
                ),
                Some(boils) if *poured > boils + minutes(1) => Verdict::wrong(format!(
                    "the water boiled at {}, and Dad made tea only at {at}; he should look again \
                     in each of his turns.",
                    o_clock(boils)
                )),
                Some(_) => return None,
            }
        }
        (ended, _) => ended.verdict(),
    })
}
