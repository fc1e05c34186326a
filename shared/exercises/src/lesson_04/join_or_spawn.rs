//! A pudding sets by itself while somebody runs to the shop.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::future::Future;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/join_or_spawn.rs");
    pub(super) async fn run(home: super::Home) {
        let _lane = home.run.waiting("evening");
        evening(&home).await;
    }
}

/// The home with the fridge.
#[derive(Clone, Debug)]
pub struct Home {
    run: Run,
    seen: Shared<Seen>,
    /// The time that a pudding takes to set.
    setting: Duration,
}

/// The times of everything that happened.
#[derive(Clone, Debug, Default)]
struct Seen {
    puddings: usize,
    begun: Duration,
    set: Option<Duration>,
    left: Duration,
    back: Duration,
    washed: Option<Duration>,
}

/// The time that a pudding takes to set on most evenings.
const HALF_AN_HOUR: Duration = minutes(30);
/// The time on another evening: it ends between two seconds, so that looking now and then is too late.
const LONGER: Duration = minutes(45).saturating_add(Duration::from_millis(500));
const GUESSED: &str = "You can't know how long a task takes. But its handle is ready just when \
                       the task is done.";

/// A bowl of berries. Only a shop has them.
#[derive(Debug)]
pub struct Berries(());

impl Home {
    /// Puts a pudding into the fridge, where it sets within half an hour or so.
    ///
    /// The future borrows nothing, so it can be spawned.
    pub fn pudding(&self) -> impl Future<Output = ()> + Send + use<> {
        let home = self.clone();
        async move {
            let begun = home.run.now();
            home.seen.see(|seen| {
                seen.puddings += 1;
                seen.begun = begun;
            });
            home.run.wait("pudding", home.setting).await;
            home.seen.see(|seen| seen.set = Some(home.run.now()));
        }
    }

    /// Runs to the shop for berries, which takes 20 minutes.
    pub async fn buy_berries(&self) -> Berries {
        let left = self.run.now();
        self.seen.see(|seen| seen.left = left);
        self.run.wait("to the shop", minutes(20)).await;
        self.seen.see(|seen| seen.back = self.run.now());
        Berries(())
    }

    /// Washes berries, which takes 5 minutes.
    pub async fn wash(&self, berries: Berries) {
        let Berries(()) = berries;
        self.run.wait("washing", minutes(5)).await;
        self.seen.see(|seen| seen.washed = Some(self.run.now()));
    }
}

/// Checks that the pudding sets while you are out, on two evenings. On only one, a program that knows the time by
/// heart might pass.
pub fn check(evening: impl AsyncFn(&Home) + Copy + Send + 'static) -> Verdict {
    Verdict::first_wrong([HALF_AN_HOUR, LONGER].into_iter().map(|setting| {
        let home = move |run| Home { run, seen: Shared::default(), setting };
        let right = Attempt::on_tokio(Kind::Chores, move |run| right::run(home(run)));
        let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
            let home = home(run);
            let _lane = home.run.waiting("evening");
            evening(&home).await;
            // A pudding that sets at this very moment counts as set.
            tokio::task::yield_now().await;
            home.seen.take()
        });
        let verdict = match &yours.ended {
            Ended::Returned(seen) => judge(seen, yours.run.now(), right.run.now(), setting),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

fn judge(seen: &Seen, end: Duration, soonest: Duration, setting: Duration) -> Verdict {
    let began = o_clock(seen.begun);
    let wanted = o_clock(soonest);
    let Some(washed) = seen.washed else {
        return Verdict::wrong("the evening was over, but nobody had washed any berries.");
    };
    match seen.set {
        _ if seen.puddings == 0 => Verdict::wrong(
            "there is no pudding, since its future was never polled; it should set while you're \
             out.",
        ),
        _ if seen.puddings > 1 => Verdict::wrong(format!(
            "{} puddings were put into the fridge; one is wanted, and you can wait for that.",
            seen.puddings
        ))
        .because("Each call makes a future of its own, which begins from the start."),
        None if setting > HALF_AN_HOUR => Verdict::wrong(format!(
            "on an evening when the pudding took {} minutes, you did not wait until it had set: \
             your evening was over at {}.",
            setting.as_secs() / 60,
            o_clock(end)
        ))
        .because(GUESSED),
        None => Verdict::wrong(format!(
            "the evening was over at {}, but the pudding would have set only at {}: its task was \
             spawned, but you didn't wait until it was done.",
            o_clock(end),
            o_clock(seen.begun + setting)
        ))
        .because(
            "Nobody waits for a task unless its handle is awaited. A task that isn't done when \
             the runtime ends is dropped.",
        ),
        Some(_) if seen.begun >= minutes(1) => Verdict::wrong(format!(
            "the pudding began to set only at {began}, when it was polled for the first time, so \
             that all was ready at {}; it should begin at 17:00, and all can be ready at \
             {wanted}.",
            o_clock(end)
        ))
        .because(
            "A future does nothing until it is polled, by an `.await` or by the `join!` that it \
             is in. A task begins by itself, even if nobody awaits it.",
        ),
        Some(set) if seen.left >= set => Verdict::wrong(format!(
            "you left for the shop only at {}, when the pudding had set, so that all was ready at \
             {}; let it set while you are out, and all is ready at {wanted}.",
            o_clock(seen.left),
            o_clock(end)
        ))
        .because(
            "If you await something, you stay until it is done, and that's true of a future and \
             of a task's handle. Spawn a task now, and await its handle when you need its result.",
        ),
        Some(set) if end >= soonest + minutes(1) && washed > set => Verdict::wrong(format!(
            "the berries were there at {}, but were washed only when the pudding had set, so that \
             all was ready at {}; a pudding goes on by itself, so that all can be ready at \
             {wanted}.",
            o_clock(seen.back),
            o_clock(end)
        ))
        .because(
            "`join!` only goes on when all of its futures are done. A task goes on beside the \
             code that comes next.",
        ),
        Some(set) if washed < set && set < end && o_clock(set) == o_clock(end) => Verdict::wrong(format!(
            "the pudding had set at {}, but you didn't know until you looked again; you should be \
             woken when it has.",
            o_clock(set)
        ))
        .because(
            "If you look now and then, you're late each time. If you await a handle, you're woken \
             as soon as its task is done.",
        ),
        Some(set) if end >= soonest + minutes(1) => Verdict::wrong(format!(
            "the pudding had set at {}, and you went on waiting until {}.",
            o_clock(set),
            o_clock(end)
        ))
        .because(GUESSED),
        Some(_) => Verdict::right(
            "the pudding set while you were out, and you waited until it \
                                   had.",
        ),
    }
}
