//! The tasks wait together, whatever the work is.

use shared::testing::Lesson;
use shared::testing::expected::{self, check_exactly, check_work, concurrent, print};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-04-async"));

/// What the lesson ought to print for this work, in seconds.
fn expected(work: &[f64]) -> Vec<expected::Line> {
    let work: Vec<_> = work.iter().map(|seconds| ("running".to_owned(), *seconds)).collect();
    concurrent(&work)
}

#[test]
fn prints_what_the_python_course_prints() {
    let expected = expected(&[15.0, 10.0, 5.0, 2.0]);
    assert_eq!(print(&expected), include_str!("expected.txt"));
    // On Windows timers tick every 16 ms, which at any higher speed would be read as too long.
    let speed = if cfg!(windows) { "1" } else { "6" };
    check_exactly(LESSON, &["--speed", speed], &expected);
}

#[test]
fn prints_the_same_in_a_hurry() {
    check_work(LESSON, 20, &[15.0, 10.0, 5.0, 2.0], &expected(&[15.0, 10.0, 5.0, 2.0]));
}

#[test]
fn prints_the_times_of_other_work() {
    for work in [&[7.0][..], &[4.0; 4], &[0.0; 5], &[2.5, 0.0, 4.0, 0.5, 9.0, 3.0]] {
        check_work(LESSON, 10, work, &expected(work));
    }
}

#[test]
fn prints_the_times_of_much_work() {
    let forty: Vec<f64> = (0..40).map(|n| if n == 0 { 1.0 } else { 2.0 }).collect();
    check_work(LESSON, 10, &forty, &expected(&forty));
}

#[test]
fn prints_only_the_total_without_work() {
    check_exactly(LESSON, &["--empty"], &expected(&[]));
}
