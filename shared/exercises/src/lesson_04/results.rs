//! Five bakers bake side by side, and each loaf is to be sold while it is warm.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/results.rs");
    pub(super) async fn run(bakers: Vec<Baker>, mut counter: Counter) {
        bakery(bakers, &mut counter).await;
    }
}

/// The minutes that the bakers take, on the first evening and on the second one.
const MINUTES: [[u64; 5]; 2] = [[5, 3, 8, 1, 6], [2, 7, 1, 6, 4]];
const NAMES: [&str; 5] = ["Ada", "Ben", "Cleo", "Dan", "Eve"];

/// A baker, who bakes one loaf.
#[derive(Debug)]
pub struct Baker {
    run: Run,
    book: Book,
    number: usize,
    takes: Duration,
}

/// A loaf of bread. Only a baker makes one.
#[derive(Debug)]
pub struct Loaf {
    number: usize,
    /// The lane of its baker, which ends when the loaf is sold, or lost.
    _lane: Lane,
}

/// The counter at which loaves are sold.
#[derive(Debug)]
pub struct Counter {
    run: Run,
    book: Book,
}

/// The notes about each loaf.
type Book = Shared<[Noted; 5]>;

#[derive(Clone, Debug, Default)]
struct Noted {
    begun: Option<Duration>,
    ready: Option<Duration>,
    sold: Option<Duration>,
    /// The name under which it was sold.
    sold_as: String,
}

fn note(book: &Book, number: usize, change: impl FnOnce(&mut Noted)) {
    book.see(|noted| change(&mut noted[number]));
}

impl Baker {
    /// Returns the baker's name.
    pub fn name(&self) -> &'static str {
        NAMES[self.number]
    }

    /// Bakes a loaf, which takes some minutes. It is best eaten warm.
    pub async fn bake(self) -> Loaf {
        let Self { run, book, number, takes } = self;
        let lane = run.waiting(NAMES[number]);
        note(&book, number, |noted| noted.begun = Some(run.now()));
        // Loaves are ready between two minutes, so that looking once a minute is too late.
        tokio::time::sleep(takes + Duration::from_millis(500)).await;
        lane.is_woken();
        note(&book, number, |noted| noted.ready = Some(run.now()));
        Loaf { number, _lane: lane }
    }
}

impl Counter {
    /// Sells a loaf under that baker's name.
    pub fn sell(&mut self, baker: &str, loaf: Loaf) {
        note(&self.book, loaf.number, |noted| {
            noted.sold = Some(self.run.now());
            baker.clone_into(&mut noted.sold_as);
        });
    }
}

/// Checks that all loaves are sold when they are ready, on two evenings.
pub fn check(work: impl AsyncFn(Vec<Baker>, &mut Counter) + Copy + Send + 'static) -> Verdict {
    Verdict::first_wrong(MINUTES.into_iter().map(|takes| {
        let book = Book::default();
        let own = book.clone();
        let right = Attempt::on_tokio(Kind::Chores, move |run| {
            let (bakers, counter) = open(&run, &Book::default(), takes);
            right::run(bakers, counter)
        });
        let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
            let (bakers, mut counter) = open(&run, &own, takes);
            work(bakers, &mut counter).await;
        });
        let verdict = match &yours.ended {
            Ended::Returned(()) => judge(&book.take(), yours.run.now(), takes == MINUTES[1]),
            Ended::Held => Verdict::wrong(
                "the thread never comes to rest, since your code blocks it, or asks over and \
                 over, so no time passes and no loaf gets ready; a waiting task should be woken.",
            ),
            Ended::Endless => Verdict::wrong(
                "your code asked over and over whether a loaf was ready, but no time passes while \
                 a loop goes round; a waiting task should be woken.",
            )
            .because(
                "`try_join_next` and `is_finished` only tell the state now, and `yield_now` only \
                 lets others have a turn. `join_next` waits for whichever task is done next.",
            ),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

fn open(run: &Run, book: &Book, takes: [u64; 5]) -> (Vec<Baker>, Counter) {
    let bake = |(number, takes)| {
        let takes = minutes(takes);
        Baker { run: run.clone(), book: book.clone(), number, takes }
    };
    let bakers = takes.into_iter().enumerate().map(bake).collect();
    (bakers, Counter { run: run.clone(), book: book.clone() })
}

fn judge(noted: &[Noted; 5], end: Duration, is_second: bool) -> Verdict {
    let named = || NAMES.into_iter().zip(noted);
    if let Some((name, _)) = named().find(|(_, loaf)| loaf.begun.is_none()) {
        return Verdict::wrong(format!("{name} never began to bake; all five should."));
    }
    if let Some((name, begun)) = named()
        .filter_map(|(name, loaf)| Some((name, loaf.begun?)))
        .find(|(_, begun)| *begun >= minutes(1))
    {
        return Verdict::wrong(format!(
            "{name} began to bake only at {}, when others were done; all five can begin at 17:00.",
            o_clock(begun)
        ))
        .because(
            "A future that is awaited in a loop is done before the next round begins. Spawn all \
             tasks first, then wait for their results.",
        );
    }
    let sold = noted.iter().filter(|loaf| loaf.sold.is_some()).count();
    if sold < 5 {
        return Verdict::wrong(format!(
            "the counter closed at {} with {sold} of 5 loaves sold; all five are wanted.",
            o_clock(end)
        ))
        .because(if sold == 0 && end < minutes(1) {
            "`try_join_next` gives a result that is ready now, and doesn't wait. `join_next` \
             waits for whichever task is done next."
        } else {
            "`join_next` gives one result, and `None` when there are no more. A `JoinSet` that is \
             dropped before that ends the tasks in it."
        });
    }
    if let Some((name, loaf)) = named().find(|(name, loaf)| *name != loaf.sold_as) {
        return Verdict::wrong(format!(
            "the loaf that {name} baked was sold as {}'s; people want to know who baked it.",
            loaf.sold_as
        ))
        .because(
            "Results come in the order in which tasks end, and that says nothing about the order \
             in which they were spawned. Let each task return the name with the loaf.",
        );
    }
    let late = named().filter_map(|(name, loaf)| Some((name, loaf.ready?, loaf.sold?)));
    let late = late.max_by_key(|(_, ready, sold)| sold.saturating_sub(*ready));
    match late.filter(|(_, ready, sold)| sold > ready) {
        Some((name, ready, at)) => {
            let evening = if is_second { "on another evening, " } else { "" };
            let verdict = Verdict::wrong(format!(
                "{evening}{name}'s loaf was ready at {}, but taken only at {}; each is wanted as \
                 soon as it is ready.",
                o_clock(ready),
                o_clock(at)
            ));
            verdict.because(if noted.iter().all(|loaf| loaf.sold == noted[0].sold) {
                "If you wait until all are done, you get all results at once. `join_next` waits \
                 for one: for whichever is done next."
            } else if at.saturating_sub(ready) < minutes(1) {
                "If you look now and then, you're late each time. If you await, you're woken as \
                 soon as there is something."
            } else {
                "A handle waits for its own task, even if others are done. To get the first \
                 result that is ready, wait for all of them at once."
            })
        }
        None => Verdict::right("each loaf was sold when it was ready, with the name of its baker."),
    }
}
