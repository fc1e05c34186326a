//! The threading parents, from outside.

use shared::testing::{Lesson, Run, parent, rejected};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

const FIXED: &str = include_str!("parent-fixed.txt");

#[test]
fn live_through_the_evening() {
    let lanes = ["children", "laundry", "checkbook", "Ann", "Bob", "Cyd", "Dan"];
    parent::check(Lesson::example("threading-parent"), include_str!("parent.txt"), &lanes);
}

#[test]
fn help() {
    let words = ["--fix", "--example threading-parent -- --fix"];
    parent::check_help(Lesson::example("threading-parent"), &words);
}

#[test]
fn reject_what_they_cannot_do() {
    let program = Lesson::example("threading-parent");
    rejected::check(
        program,
        [(&["--fix=3"][..], "--fix takes no value"), (&["--every", "5"], "no option")],
    );
}

#[test]
fn the_deadlock_is_found_and_fixed_a_hundred_times() {
    let program = Lesson::example("threading-parent");
    let deadlock = "Deadlock: Bob holds the washer and wants the dryer;
                         Dan holds the dryer and wants the washer.";
    let mut shortest = Duration::MAX;
    for _ in 0..100 {
        let begun = Instant::now();
        let run = within_ten_seconds(move || program.run::<&str>([]));
        shortest = shortest.min(begun.elapsed());
        assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
        assert!(run.stdout.contains(deadlock), "{}", run.stdout);
        let late = "Ann     helps Tom, after 38 minutes: too long!";
        assert!(run.stdout.contains(late), "{}", run.stdout);
        within_ten_seconds(move || program.run(["--fix"])).check(FIXED, "", 0);
    }
    // Others may keep the machine busy, but not for all of the hundred runs.
    assert!(shortest < Duration::from_secs(1), "{shortest:?}");
}

/// Runs something that must not hang.
fn within_ten_seconds(run: impl FnOnce() -> Run + Send + 'static) -> Run {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(run()));
    is_done.recv_timeout(Duration::from_secs(10)).expect("it does not hang")
}

#[test]
fn the_ways_out_get_everything_done() {
    assert_eq!(FIXED.matches("Evening over").count(), 2);
    for trouble in ["Deadlock", "never", "too long!"] {
        assert!(!FIXED.contains(trouble), "{trouble}");
    }
}
