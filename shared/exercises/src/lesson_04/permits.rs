//! Two ovens: there are five cakes to be baked, and two loaves are in the ovens already.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use timeline::Kind;
use tokio::sync::Semaphore;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/permits.rs");
    pub(super) async fn run(bakery: super::Bakery) {
        let (dough, ovens) = bakery.open();
        bake_all(dough, ovens).await;
    }
}

const OVENS: usize = 2;
/// The minutes that each loaf still has to bake.
const LOAVES: [u64; OVENS] = [5, 10];
const CAKES: [u64; 5] = [20, 10, 30, 10, 20];
/// The time that each takes beyond its minutes, so that looking now and then is too late.
const BEYOND: Duration = Duration::from_millis(333);

/// The ovens, and the notes about them.
#[derive(Clone, Debug)]
struct Bakery {
    run: Run,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    loaves: Vec<Baking>,
    cakes: Vec<Baking>,
}

/// The time at which something was put into an oven, and the time at which it was taken out.
#[derive(Debug)]
struct Baking {
    from: Duration,
    until: Option<Duration>,
}

impl Baking {
    fn is_in(&self, at: Duration) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

impl Seen {
    fn all(&self) -> impl Iterator<Item = &Baking> {
        self.loaves.iter().chain(&self.cakes)
    }

    /// Returns the number of things in the ovens at that time, after everything that happened then.
    fn in_ovens(&self, at: Duration) -> usize {
        self.all().filter(|it| it.is_in(at)).count()
    }

    /// Returns the first time at which there were more things in the ovens than fit; `None` if there never were.
    fn overfull(&self) -> Option<Duration> {
        self.all().map(|it| it.from).filter(|at| self.in_ovens(*at) > OVENS).min()
    }

    /// Returns the start and the end of the first time in which an oven was empty while a cake waited.
    fn empty(&self) -> Option<(Duration, Duration)> {
        let ends = self.all().filter_map(|it| it.until);
        let from = ends.filter(|at| {
            self.in_ovens(*at) < OVENS && self.cakes.iter().any(|cake| cake.from > *at)
        });
        let from = from.min()?;
        let until = self.cakes.iter().map(|cake| cake.from).filter(|at| *at > from).min()?;
        Some((from, until))
    }

    /// Returns the most cakes that were in the ovens.
    fn most_cakes(&self) -> usize {
        let at_once = |at| self.cakes.iter().filter(|cake| cake.is_in(at)).count();
        self.cakes.iter().map(|cake| at_once(cake.from)).max().unwrap_or(0)
    }
}

/// The dough of one cake.
#[derive(Debug)]
pub struct Dough {
    bakery: Bakery,
    number: usize,
}

/// A cake. Only dough becomes one.
#[derive(Debug)]
pub struct Cake(());

impl Bakery {
    fn new(run: Run) -> Self {
        Self { run, seen: Arc::default() }
    }

    /// Returns the dough of all cakes, and the ovens. The loaves are in them, each with a permit.
    fn open(&self) -> (Vec<Dough>, Arc<Semaphore>) {
        let ovens = Arc::new(Semaphore::new(OVENS));
        for (number, time) in LOAVES.into_iter().enumerate() {
            let permit = Arc::clone(&ovens).try_acquire_owned();
            let bakery = self.clone();
            tokio::spawn(async move {
                bakery.bake(&format!("loaf {}", number + 1), time, |seen| &mut seen.loaves).await;
                drop(permit);
            });
        }
        let dough = (0..CAKES.len()).map(|number| Dough { bakery: self.clone(), number });
        (dough.collect(), ovens)
    }

    async fn bake(&self, name: &str, time: u64, list: fn(&mut Seen) -> &mut Vec<Baking>) {
        let place = self.see(|seen, now| {
            list(seen).push(Baking { from: now, until: None });
            list(seen).len() - 1
        });
        self.run.wait(name, minutes(time) + BEYOND).await;
        self.see(|seen, now| list(seen)[place].until = Some(now));
    }

    fn see<T>(&self, look: impl FnOnce(&mut Seen, Duration) -> T) -> T {
        let now = self.run.now();
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}

impl Dough {
    /// Bakes the cake in one of the ovens, which takes some minutes.
    pub async fn bake(self) -> Cake {
        let name = format!("cake {}", self.number + 1);
        self.bakery.bake(&name, CAKES[self.number], |seen| &mut seen.cakes).await;
        Cake(())
    }
}

/// Checks that the ovens are never too full, and never empty while a cake waits.
pub fn check(
    bake_all: impl AsyncFnOnce(Vec<Dough>, Arc<Semaphore>) -> Vec<Cake> + Send + 'static,
) -> Verdict {
    let right = Attempt::on_tokio(Kind::Chores, |run| right::run(Bakery::new(run)));
    let seen = Arc::default();
    let yours = Attempt::on_tokio(Kind::Chores, {
        let seen = Arc::clone(&seen);
        async move |run| {
            let (dough, ovens) = Bakery { run, seen }.open();
            bake_all(dough, ovens).await.len()
        }
    });
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    verdict(&yours.ended, &seen, yours.run.now()).with_lanes(&yours.run, &right.run)
}

fn verdict(ended: &Ended<usize>, seen: &Seen, now: Duration) -> Verdict {
    let all = CAKES.len();
    let waiting = all - seen.cakes.len();
    let done = o_clock(now);
    match ended {
        Ended::Stuck if waiting > 0 && waiting < all => Verdict::wrong(format!(
            "{waiting} of {all} cakes wait for an oven for ever, since no permit comes back, \
             though both ovens are empty; a permit should be given back when its cake is done."
        ))
        .because(
            "A permit is given back when it is dropped. After `forget`, it never is, and a permit \
             in a list lives as long as the list.",
        ),
        Ended::Stuck if waiting == all => Verdict::wrong(
            "none of the cakes ever came into an oven, since all of them wait for permits, but \
             none has one to give back; each needs one, and there are two.",
        ),
        Ended::Panicked(panic) if panic.message.contains("NoPermits") => Verdict::wrong(format!(
            "at {done}, there was no permit free, and {} panicked; a cake should wait until there \
             is one.",
            panic.place()
        ))
        .because("`try_acquire` does not wait. `acquire` can be awaited, until a permit is free."),
        Ended::Held | Ended::Endless => Verdict::wrong(format!(
            "at {done}, no oven was free, and your code asked over and over if one was, or \
             blocked the thread; a cake should wait until it is woken."
        ))
        .because(
            "A loop around `try_acquire` is never idle, even if it yields: it keeps a processor \
             busy. `acquire` can be awaited.",
        ),
        Ended::Returned(baked) => match (seen.overfull(), seen.empty()) {
            (Some(at), _) if at < minutes(LOAVES[0]) => Verdict::wrong(format!(
                "at {}, {} cakes were put into two ovens, though a loaf was still in each, so \
                 there were {}; a cake should wait for a permit of `ovens`.",
                o_clock(at),
                seen.cakes.iter().filter(|cake| cake.from == at).count(),
                seen.in_ovens(at)
            ))
            .because(
                "Only an `.await` holds a task back, and a semaphore counts only tasks that ask \
                 for its permits.",
            ),
            (Some(at), _) => Verdict::wrong(format!(
                "at {}, {} things were in two ovens, since some cakes held no permit by then; \
                 each should hold one for as long as it bakes.",
                o_clock(at),
                seen.in_ovens(at)
            ))
            .because(
                "A permit is given back when it is dropped. `let _ = …` drops it at once, and a \
                 variable drops it at the end of its block, even if a task that was spawned there \
                 goes on.",
            ),
            (None, _) if *baked < all => Verdict::wrong(format!(
                "{baked} of {all} cakes were handed out at {done}; all of them should be, when \
                 they are done."
            ))
            .because(
                "You only get a task's result if you await it. A `JoinSet` that is dropped aborts \
                 the tasks that are left in it.",
            ),
            (None, Some((from, _))) if seen.most_cakes() < OVENS => Verdict::wrong(format!(
                "there was never more than one cake in the ovens, so one of them was empty from \
                 {} on, and all was done only at {done}; as soon as an oven is free, the next \
                 cake should go in.",
                o_clock(from)
            ))
            .because("Permits are no use if only one cake asks at a time."),
            (None, Some((from, until))) => {
                let [from, until] = [from, until].map(o_clock);
                let when = if from == until {
                    format!("at {from}, for some seconds")
                } else {
                    format!("from {from} to {until}")
                };
                Verdict::wrong(format!(
                    "{when}, an oven was empty while a cake waited; as soon as an oven is free, \
                     the next cake should go in."
                ))
                .because(
                    "In batches, all wait for the slowest of each batch; and if you look now and \
                     then, you're late. A task that awaits a permit goes on as soon as one is \
                     free.",
                )
            }
            (None, None) => Verdict::right(format!(
                "all cakes were done at {done}, and there were never more than two things in the \
                 ovens."
            )),
        },
        ended => ended.verdict(),
    }
}
