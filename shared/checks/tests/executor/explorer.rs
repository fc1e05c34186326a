//! The explorer: the number of schedules that it tries, and its findings.

use executor::sync::{Mutex, Notify, yield_now};
use executor::{End, Explorer, Report, Rule, Run, Task, explore, task};
use std::cell::{Cell, RefCell};
use std::future;
use std::rc::Rc;

const NAMES: [&str; 3] = ["One", "Two", "Three"];

/// Returns a task for each number, which is done after that many polls.
fn tasks(polls: &[u32]) -> Vec<Task<'static>> {
    let one = |(name, polls): (&&'static str, &u32)| {
        let yields = polls - 1;
        task(name, async move {
            for _ in 0..yields {
                yield_now().await;
            }
        })
    };
    NAMES.iter().zip(polls).map(one).collect()
}

/// Returns the number of orders of all polls, given the number of polls of each task.
fn interleavings(polls: &[u32]) -> u128 {
    let factorial = |number: u32| (1..=u128::from(number)).product::<u128>();
    factorial(polls.iter().sum()) / polls.iter().map(|polls| factorial(*polls)).product::<u128>()
}

/// Returns an explorer that recognises states if `knows` is true.
fn explorer(knows: bool) -> Explorer<'static> {
    if knows { Explorer::default().state(|_| String::new()) } else { Explorer::default() }
}

#[test]
fn there_are_as_many_schedules_as_interleavings() {
    assert_eq!([&[3, 3][..], &[2, 2, 2], &[5]].map(interleavings), [20, 90, 1]);
    for one in 1..=5 {
        for two in 1..=5 {
            for polls in [vec![one, two], vec![one.min(3), two.min(3), 2]] {
                for (rule, knows) in
                    [(Rule::Woken, false), (Rule::Woken, true), (Rule::Anybody, true)]
                {
                    let mut ends = 0;
                    let report = explorer(knows).rule(rule).explore(
                        || tasks(&polls),
                        |outcome| {
                            ends += 1;
                            outcome.is_done() && outcome.end == End::Done
                        },
                    );
                    assert!(report.is_proof(), "{polls:?}: {report}");
                    assert_eq!(report.schedules, interleavings(&polls), "{polls:?}, {rule:?}");
                    assert!(knows || ends == report.schedules, "{polls:?}: {ends}");
                }
            }
        }
    }
}

#[test]
fn without_tasks_there_is_one_schedule() {
    let report = explore(Vec::new, |outcome| outcome.end == End::Done);
    assert_eq!((report.schedules, report.polls, report.is_proof()), (1, 0, true));
}

#[test]
fn a_lock_leaves_few_schedules() {
    let locks = || {
        let lock = Rc::new(Mutex::new("lock", ()));
        let hold = |lock: Rc<Mutex<()>>| async move {
            let _lock = lock.lock().await;
            yield_now().await;
        };
        vec![task("One", hold(lock.clone())), task("Two", hold(lock))]
    };
    // The second task asks either before or after the second poll of the first one. In the first case it is polled
    // three times, in the second twice.
    let mut lengths = Vec::new();
    let report = explore(locks, |outcome| {
        lengths.push(outcome.run.schedule().len());
        outcome.is_done()
    });
    lengths.sort_unstable();
    assert_eq!((report.schedules, report.broken, lengths), (4, 0, vec![4, 4, 5, 5]));
}

/// Returns tasks that take two locks in opposite orders, and wait in between.
fn opposite_orders() -> Vec<Task<'static>> {
    let [a, b] = ["a", "b"].map(|name| Rc::new(Mutex::new(name, ())));
    let both = |first: Rc<Mutex<()>>, second: Rc<Mutex<()>>| async move {
        let _first = first.lock().await;
        yield_now().await;
        let _second = second.lock().await;
    };
    vec![task("One", both(a.clone(), b.clone())), task("Two", both(b, a))]
}

#[test]
fn a_deadlock_is_found() {
    let report = explore(opposite_orders, |outcome| {
        assert_eq!(outcome.is_stuck(), outcome.end == End::Stuck);
        assert_eq!(outcome.is_stuck(), !outcome.is_done());
        !outcome.is_stuck()
    });
    // Both take their first lock, and then neither gets the other. The first two polls come in either order, and so do
    // the second two.
    assert_eq!((report.broken, report.is_proof()), (4, false), "{report}");
    assert_eq!(report.shortest, Some(vec![0, 1, 0, 1]), "{report}");
}

#[test]
fn a_shortest_schedule_is_told() {
    let mut broken: Vec<Vec<usize>> = Vec::new();
    let steps = Rc::new(RefCell::new(Vec::new()));
    let report = explore(
        || {
            steps.borrow_mut().clear();
            let step = |name: &'static str, again: bool| {
                let steps = Rc::clone(&steps);
                task(name, async move {
                    steps.borrow_mut().push(name);
                    if again {
                        yield_now().await;
                        // The longer way is tried first.
                        while steps.borrow().len() < 4 {
                            steps.borrow_mut().push("wait");
                            yield_now().await;
                        }
                    }
                })
            };
            vec![step("One", true), step("Two", false), step("Three", false)]
        },
        |outcome| {
            let passes = outcome.run.schedule().last() != Some(&0);
            if !passes {
                broken.push(outcome.run.schedule().to_vec());
            }
            passes
        },
    );
    let first = broken.first().map(Vec::len);
    let length = broken.iter().map(Vec::len).min();
    assert!(first > length, "{broken:?}");
    assert_eq!(report.shortest.as_ref().map(Vec::len), length, "{report}");
    let told = report.shortest.unwrap_or_default();
    assert_eq!(broken.iter().filter(|one| Some(one.len()) == length).min(), Some(&told));
}

#[test]
fn a_report_is_said_in_a_line() {
    let say = |polls: &[u32], most, passes: bool| {
        Explorer::default().most(most).explore(|| tasks(polls), |_| passes).to_string()
    };
    assert_eq!(say(&[1], 9, true), "1 schedule, 0 broken");
    assert_eq!(say(&[1, 1], 9, true), "2 schedules, 0 broken");
    let broken = "2 schedules, 2 broken; a shortest one: One, Two";
    assert_eq!(say(&[1, 1], 9, false), broken);
    let more = "2 schedules, 2 broken; a shortest one: One, One, Two; there are more schedules";
    assert_eq!(say(&[2, 1], 2, false), more);
}

#[test]
fn the_most_schedules_are_tried_and_not_one_more() {
    for most in 1..=21 {
        let mut tried = 0;
        let report = Explorer::default().most(most).explore(
            || tasks(&[3, 3]),
            |_| {
                tried += 1;
                true
            },
        );
        let expected = (most.min(20), most >= 20);
        assert_eq!((report.schedules, report.is_complete), expected);
        assert_eq!((tried, report.is_proof()), expected);
    }
}

#[test]
fn a_schedule_ends_at_the_limit() {
    for limit in 0..=7 {
        for knows in [false, true] {
            let report = explorer(knows).limit(limit).explore(
                || tasks(&[3, 3]),
                |outcome| {
                    let length = outcome.run.schedule().len();
                    assert_eq!(outcome.end == End::Limit, length == limit && length < 6);
                    length <= limit
                },
            );
            assert_eq!(report.broken, 0, "{report}");
            // Each poll doubles the number of schedules while neither task is done.
            let expected = [1, 2, 4, 8, 14, 20, 20, 20][limit];
            assert_eq!((report.schedules, report.limited > 0), (expected, limit < 6), "{limit}");
        }
    }
}

#[test]
fn schedules_begin_as_they_are_told() {
    let explore = |from: &[usize]| {
        Explorer::default().after(from).explore(
            || tasks(&[3, 3]),
            |outcome| outcome.run.schedule().starts_with(from) && !from.is_empty(),
        )
    };
    for (from, schedules) in
        [(&[0][..], 10), (&[0, 1], 6), (&[0, 0, 0], 1), (&[1, 1, 0, 0, 0, 1], 1)]
    {
        let report = explore(from);
        assert_eq!((report.schedules, report.broken), (schedules, 0), "{from:?}");
    }
    // The report shows a broken schedule from its beginning.
    let report = Explorer::default().after(&[1, 1]).explore(|| tasks(&[3, 3]), |_| false);
    assert_eq!(report.shortest, Some(vec![1, 1, 0, 0, 0, 1]));
}

#[test]
fn a_schedule_ends_where_it_is_over() {
    for (polls, schedules) in [(0, 1), (1, 2), (2, 4)] {
        let report = Explorer::default().until(|run| run.schedule().len() == polls).explore(
            || tasks(&[3, 3]),
            |outcome| outcome.end == End::Reached && outcome.run.schedule().len() == polls,
        );
        assert_eq!((report.schedules, report.broken), (schedules, 0));
    }
}

#[test]
fn a_panic_is_an_outcome() {
    let work = Cell::new(0_u32);
    let take = || async {
        if work.get() > 0 {
            yield_now().await;
            work.set(work.get().checked_sub(1).expect("there is work"));
        }
    };
    let mut messages = Vec::new();
    let report = explore(
        || {
            work.set(1);
            vec![task("One", take()), task("Two", take())]
        },
        |outcome| {
            assert_eq!(outcome.end == End::Panicked, outcome.run.panic().is_some());
            messages.extend(outcome.run.panic().map(|panic| panic.message.clone()));
            outcome.run.panic().is_none()
        },
    );
    // In four of six schedules, both look before either takes.
    assert_eq!((report.schedules, report.broken), (6, 4), "{report}");
    assert_eq!(messages, ["there is work"; 4]);
}

#[test]
fn a_panic_while_a_task_is_dropped_is_one_of_its_last_poll() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let bomb = || {
        let bomb = Bomb;
        vec![task("One", async move {
            let _bomb = bomb;
        })]
    };
    let report = explore(bomb, |outcome| outcome.end == End::Panicked);
    assert_eq!((report.schedules, report.broken), (1, 0), "{report}");
}

#[test]
fn states_that_are_known_change_no_count() {
    let balance = Cell::new(0);
    let lose = |explorer: Explorer<'_>| {
        let deposit = || async {
            for _ in 0..2 {
                let before = balance.get();
                yield_now().await;
                balance.set(before + 1);
            }
        };
        explorer.explore(
            || {
                balance.set(0);
                vec![task("One", deposit()), task("Two", deposit())]
            },
            |_| balance.get() == 4,
        )
    };
    // The value that a task has read is a part of the state. It only depends on the polls so far, so the schedule
    // tells it.
    let tell = |run: &Run<'_>| format!("{} {:?}", balance.get(), run.schedule());
    let all = lose(Explorer::default());
    let known = lose(Explorer::default().state(tell));
    let counts = |report: &Report| {
        (report.schedules, report.broken, report.limited, report.shortest.clone())
    };
    assert_eq!(counts(&known), counts(&all));
    assert!(all.broken > 0 && all.schedules == 20, "{all}");

    let stuck =
        |explorer: Explorer<'_>| explorer.explore(opposite_orders, |outcome| !outcome.is_stuck());
    let (all, known) = (stuck(Explorer::default()), stuck(explorer(true)));
    assert_eq!(counts(&known), counts(&all));
    assert!(known.polls < all.polls, "{known:?} {all:?}");
}

#[test]
fn a_wake_counts_once_and_not_for_those_that_are_done() {
    let bell = Rc::new(Notify::new("bell"));
    let report = explore(
        || {
            let ring = Rc::clone(&bell);
            vec![
                task(
                    "One",
                    future::poll_fn(|context| {
                        context.waker().wake_by_ref();
                        context.waker().wake_by_ref();
                        std::task::Poll::Ready(())
                    }),
                ),
                task("Two", async move { ring.notify_waiters() }),
            ]
        },
        |outcome| {
            assert!(outcome.run.run_queue().is_empty());
            outcome.is_done() && outcome.run.schedule().len() == 2
        },
    );
    assert_eq!((report.schedules, report.broken), (2, 0), "{report}");
}
