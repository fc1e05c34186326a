//! The tasks take turns, and each wait keeps the other task from going on, whatever the work is.

use shared::testing::expected::{blocking, check, print};
use shared::testing::{Lesson, expected};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-03-blocking"));

/// What the lesson ought to print for this work, in seconds.
fn expected(work: &[f64]) -> Vec<expected::Line> {
    let work: Vec<_> = work.iter().map(|seconds| ("running".to_owned(), *seconds)).collect();
    blocking(&work)
}

#[test]
fn prints_what_the_python_course_prints() {
    let expected = expected(&[15.0, 10.0, 5.0, 2.0]);
    assert_eq!(print(&expected), include_str!("expected.txt"));
    check(LESSON, &["--speed", "6"], &expected, 0.0);
    check(LESSON, &["--speed=20", "15", "10", "5", "2"], &expected, 0.2);
}

#[test]
fn prints_the_times_of_other_work() {
    // At --speed 20, a wait that ends 10 ms late is read as 0.2 s too long.
    let forty: Vec<f64> = (0..40).map(|n| if n == 0 { 1.0 } else { 2.0 }).collect();
    for work in [&[7.0][..], &[4.0; 4], &[0.0; 5], &[2.5, 0.0, 4.0, 0.5, 9.0, 3.0], &forty] {
        let mut arguments = vec!["--speed".to_owned(), "20".to_owned()];
        arguments.extend(work.iter().map(f64::to_string));
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        check(LESSON, &arguments, &expected(work), 0.2);
    }
}

#[test]
fn prints_only_the_total_without_work() {
    check(LESSON, &["--empty"], &expected(&[]), 0.0);
}
