//! The first task does all the work, whatever the work is.

use shared::testing::Lesson;

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-01-sync"));

/// What the lesson ought to print, worked out without running it.
fn expected(work: &[u64]) -> String {
    let line = |count: &u64| format!("Task One running\nTask One total: {count}\n");
    let lines = work.iter().map(line).collect::<Vec<_>>().concat();
    let idle = if work.is_empty() { "Task One nothing to do\n" } else { "" };
    format!("{idle}{lines}Task Two nothing to do\n")
}

#[test]
fn prints_what_the_python_course_prints() {
    let stdout = include_str!("expected.txt");
    assert_eq!(stdout, expected(&[15, 10, 5, 2]));
    LESSON.run::<&str>([]).check(stdout, "", 0);
}

#[test]
fn prints_the_totals_of_other_work() {
    let forty: Vec<u64> = (0..40).map(|n| n * 37 % 23).collect();
    for work in [&[7][..], &[4, 4, 4, 4], &[0, 0, 0], &[100_000, 0, 1], &forty] {
        let arguments: Vec<_> = work.iter().map(u64::to_string).collect();
        LESSON.run(arguments).check(&expected(work), "", 0);
    }
}

#[test]
fn both_tasks_have_nothing_to_do_without_work() {
    assert_eq!(LESSON.run(["--empty"]).stdout, expected(&[]));
}
