//! The lessons that wait: the tasks that hold the thread while they do, and those that are suspended.

use crate::rows;
use checks::trace::Traced;
use checks::{picture, trace};
use proptest::prelude::*;

// The seconds of tasks One and Two in each state.

#[test]
fn who_sleeps_is_running_and_the_other_one_is_ready() {
    let tasks = [[20.0, 12.0, 0.0], [12.0, 20.0, 0.0]];
    trace::check_shares(rows::BLOCKING.program(), 4.0, tasks);
}

#[test]
fn both_wait_and_next_to_nothing_is_running() {
    let tasks = [[0.0, 0.0, 17.0], [0.0, 0.0, 15.0]];
    trace::check_shares(rows::ASYNC.program(), 4.0, tasks);
}

#[test]
fn the_tasks_of_one_part_run_and_those_of_the_other_wait() {
    let parts = trace::check_parts(rows::HTTP.program(), &["--speed", "2"]);
    let [blocking, nonblocking] = &parts[..] else { panic!("{parts:?}") };
    let spent = |part: &Traced, state| part.tasks.iter().map(|task| task.spent(state)).sum::<f64>();
    assert!(blocking.never("waiting"), "{blocking:?}");
    // All sites together take 3.2 s. Most of that is spent in this state, even on a busy machine.
    assert!(spent(blocking, "running") > 1.6, "{blocking:?}");
    assert!(spent(nonblocking, "waiting") > 1.6, "{nonblocking:?}");
}

#[test]
fn a_hurried_total_is_no_less_than_the_times_of_its_tasks() {
    for lesson in [rows::BLOCKING, rows::ASYNC] {
        trace::check_work(lesson.program(), "20", &[0.06]);
    }
}

#[test]
fn both_parts_share_a_picture_if_both_are_run() {
    let lanes = picture::read(&rows::HTTP.program().draw(&["--speed", "10"]));
    let lanes: Vec<_> = lanes.iter().map(|lane| (lane.panel, lane.name.as_str())).collect();
    assert_eq!(lanes, [(0, "One"), (0, "Two"), (1, "One"), (1, "Two")]);
}

#[test]
fn it_is_told_how_long_the_thread_was_held() {
    let arguments = ["--speed", "20", "3", "2", "1", "--narrate"];
    let stderr = rows::BLOCKING.program().run(arguments).stderr;
    let held = |line: &str| {
        let (_, rest) = line.split_once(" after holding the thread for ")?;
        rest.split_once(" s → loop")?.0.parse::<f64>().ok()
    };
    let held: Vec<_> = stderr.lines().filter_map(held).collect();
    assert_eq!(held.len(), 3, "{stderr}");
    assert!(held.iter().zip([3.0, 2.0, 1.0]).all(|(held, least)| *held >= least), "{stderr}");
}

/// Makes work in quarters of a second.
fn work() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0..12_u32).prop_map(|quarters| f64::from(quarters) / 4.0), 1..10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_blocking_work_is_told_without_gap_or_overlap(work in work()) {
        let part = trace::check_work(rows::BLOCKING.program(), "200", &work);
        prop_assert!(part.never("waiting"));
    }

    #[test]
    fn any_async_work_is_told_without_gap_or_overlap(work in work()) {
        let part = trace::check_work(rows::ASYNC.program(), "100", &work);
        for task in &part.tasks {
            let waits = task.spans.iter().filter(|span| span.state == "waiting");
            for wait in waits {
                prop_assert_eq!(wait.on.as_deref(), Some("its timer"));
                prop_assert!(wait.work.is_some());
            }
        }
    }
}
