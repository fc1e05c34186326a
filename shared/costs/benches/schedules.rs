//! Measures how many schedules a second the explorer tries. It polls two tasks, of ten polls each, in all 184,756
//! orders.

use costs::{Figures, Question, Table, begin_group, count, ratio, time};
use criterion::{Bencher, Criterion};
use executor::{Explorer, sync::yield_now, task};
use std::cell::Cell;
use std::pin::Pin;
use std::process::ExitCode;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

const QUESTION: Question =
    Question { name: "schedules", question: "How many schedules a second?", measure, answer };

/// The number of polls that each task needs.
const POLLS: u32 = 10;
/// The number of ways to give ten of 20 polls to each of two tasks.
const SCHEDULES: u32 = 184_756;

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    group.bench_function("loop", |bencher| bencher.iter(by_a_loop));
    group.bench_function("all", |bencher: &mut Bencher<'_>| bencher.iter_custom(explored));
    group.bench_function("known", |bencher: &mut Bencher<'_>| bencher.iter_custom(known));
    group.finish();
}

fn answer(figures: &Figures) -> Table {
    let mut table =
        Table::new(&["Schedules of", "take each", "a second", "times the loop", "What happens"]);
    for (name, by, what) in [
        (
            "loop",
            "lesson 2's loop",
            "It makes two tasks and polls them by turns: always the same schedule.",
        ),
        (
            "all",
            "the explorer",
            "It does so in all orders, and keeps a run queue and a waker for each task.",
        ),
        (
            "known",
            "the explorer, which knows states again",
            "What follows a state is tried once, and counted as often as it is met.",
        ),
    ] {
        let takes = figures.median(&format!("schedules/{name}"));
        let times = takes / figures.median("schedules/loop");
        let times = if times < 0.01 { "under 0.01×".to_owned() } else { ratio(times) };
        table.row([by.to_owned(), time(takes), count(1e9 / takes), times, what.to_owned()]);
    }
    table
}

async fn turns(polled: &Cell<u32>) {
    polled.set(polled.get() + 1);
    for _ in 1..POLLS {
        yield_now().await;
        polled.set(polled.get() + 1);
    }
}

/// Polls two tasks as lesson 2 does.
fn by_a_loop() {
    let counts = [Cell::new(0), Cell::new(0)];
    let mut tasks: Vec<Pin<Box<dyn Future<Output = ()> + '_>>> = Vec::new();
    for count in &counts {
        tasks.push(Box::pin(turns(count)));
    }
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
    assert!(counts.iter().all(|count| count.get() == POLLS), "each was polled so often");
}

/// Returns the time that it takes to try this many schedules.
fn explored(schedules: u64) -> Duration {
    let began = Instant::now();
    let mut left = u128::from(schedules);
    while left > 0 {
        left -= explore(left.min(SCHEDULES.into()), false);
    }
    began.elapsed()
}

/// Returns the time for this many schedules if the explorer recognises states. It always tries all of them, so this is
/// a fraction of that time, or a multiple.
fn known(schedules: u64) -> Duration {
    let rounds = schedules.div_ceil(SCHEDULES.into());
    let began = Instant::now();
    for _ in 0..rounds {
        assert_eq!(explore(SCHEDULES.into(), true), SCHEDULES.into());
    }
    #[expect(clippy::cast_precision_loss, reason = "it is but a share")]
    let share = schedules as f64 / (rounds * u64::from(SCHEDULES)) as f64;
    began.elapsed().mul_f64(share)
}

/// Tries at most `most` schedules, and returns their number.
fn explore(most: u128, knows_states: bool) -> u128 {
    let counts = [Cell::new(0), Cell::new(0)];
    let mut explorer = Explorer::default().most(most);
    if knows_states {
        explorer = explorer.state(|_| format!("{counts:?}"));
    }
    let report = explorer.explore(
        || {
            for count in &counts {
                count.set(0);
            }
            vec![task("One", turns(&counts[0])), task("Two", turns(&counts[1]))]
        },
        |outcome| outcome.is_done() && counts.iter().all(|count| count.get() == POLLS),
    );
    assert_eq!(report.broken, 0, "{report}");
    report.schedules
}

fn main() -> ExitCode {
    QUESTION.main()
}
