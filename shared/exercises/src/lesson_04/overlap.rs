//! Breakfast: tea takes five minutes and toast three, and neither needs the other.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::future::Future;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/overlap.rs");
    pub(super) async fn run(kitchen: super::Kitchen) -> (super::Tea, super::Toast) {
        breakfast(&kitchen).await
    }
}

/// The kitchen in which breakfast is made.
#[derive(Clone, Debug)]
pub struct Kitchen {
    run: Run,
    seen: Shared<Seen>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    /// The number of futures that were made.
    made: usize,
    /// The number of futures that were polled.
    begun: usize,
    /// True if one was done before another one began.
    apart: bool,
    is_one_done: bool,
    /// The number of futures that were made before any was polled.
    made_ahead: usize,
}

/// A pot of tea. Only a kitchen makes one.
#[derive(Debug)]
pub struct Tea(());

/// Two slices of toast. Only a kitchen makes them.
#[derive(Debug)]
pub struct Toast(());

impl Kitchen {
    fn new(run: Run) -> Self {
        Self { run, seen: Shared::default() }
    }

    /// Makes tea, which takes five minutes.
    pub fn tea(&self) -> impl Future<Output = Tea> {
        let made = self.make("tea", minutes(5));
        async {
            made.await;
            Tea(())
        }
    }

    /// Makes toast, which takes three minutes.
    pub fn toast(&self) -> impl Future<Output = Toast> {
        let made = self.make("toast", minutes(3));
        async {
            made.await;
            Toast(())
        }
    }

    fn make(&self, what: &str, time: Duration) -> impl Future<Output = ()> {
        self.seen.see(|seen| {
            seen.made += 1;
            if seen.begun == 0 {
                seen.made_ahead = seen.made;
            }
        });
        async move {
            self.seen.see(|seen| {
                seen.begun += 1;
                seen.apart |= seen.is_one_done;
            });
            self.run.wait(what, time).await;
            self.seen.see(|seen| seen.is_one_done = true);
        }
    }
}

/// Checks that tea and toast are ready after five minutes.
pub fn check(breakfast: impl AsyncFn(&Kitchen) -> (Tea, Toast) + Send + 'static) -> Verdict {
    let right = Attempt::on_tokio(Kind::Chores, |run| right::run(Kitchen::new(run)));
    let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
        let kitchen = Kitchen::new(run);
        breakfast(&kitchen).await;
        kitchen.seen.take()
    });
    let took = yours.run.now().as_secs() / 60;
    let verdict = match &yours.ended {
        Ended::Returned(_) if took == 5 => Verdict::right(
            "tea and toast were ready after 5 \
                                                           minutes.",
        ),
        Ended::Returned(seen) if seen.begun > 2 => Verdict::wrong(format!(
            "tea or toast was begun once more, so breakfast took {took} minutes; side by side, \
             one of each takes 5."
        ))
        .because(
            "`select!` waits for the first of its futures, and drops all others, with the work \
             that they have done so far.",
        ),
        Ended::Returned(Seen { apart: false, .. }) => Verdict::wrong(format!(
            "tea and toast were under way at the same time, but breakfast took {took} minutes; \
             without other waits before or after that, it takes 5."
        )),
        Ended::Returned(seen) => {
            let verdict = Verdict::wrong(format!(
                "the second wait began only when the first one was over, so breakfast took {took} \
                 minutes; side by side, tea and toast take 5."
            ));
            verdict.because(if seen.made_ahead > 1 {
                "A future in a variable has not begun. It does nothing until it is polled, and \
                 each `.await` polls one future until it is done."
            } else {
                "Two awaits in a row don't overlap: the first `.await` polls its future until it \
                 is done, and until then the second future is not even made."
            })
        }
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}
