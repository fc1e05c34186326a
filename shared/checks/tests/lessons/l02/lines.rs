//! The tasks take turns, whatever the work is.

use shared::testing::Lesson;
use std::collections::VecDeque;
use std::fmt::Write;

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-02-coop"));

/// What the lesson ought to print, worked out without futures: in each round every task that is not
/// done takes one step, and it ends pieces of work and begins others as far as they need no step.
fn expected(work: &[u64]) -> String {
    let mut queue: VecDeque<u64> = work.iter().copied().collect();
    let mut tasks = vec![("One", None), ("Two", None)];
    let mut stdout = String::new();
    while !tasks.is_empty() {
        tasks.retain_mut(|(name, current)| {
            loop {
                match current {
                    Some((_, left)) if *left > 0 => {
                        *left -= 1;
                        return true;
                    }
                    Some((count, _)) => writeln!(stdout, "Task {name} total: {count}"),
                    None => Ok(()),
                }
                .expect("a string can be written to");
                *current = queue.pop_front().map(|count| (count, count));
                if current.is_none() {
                    return false;
                }
                writeln!(stdout, "Task {name} running").expect("a string can be written to");
            }
        });
    }
    stdout
}

#[test]
fn prints_what_the_python_course_prints() {
    let stdout = include_str!("expected.txt");
    assert_eq!(stdout, expected(&[15, 10, 5, 2]));
    LESSON.run::<&str>([]).check(stdout, "", 0);
}

#[test]
fn prints_the_turns_of_other_work() {
    let forty: Vec<u64> = (0..40).map(|n| n * 37 % 23).collect();
    for work in [&[7][..], &[4, 4, 4, 4], &[0, 0, 0], &[100_000, 0, 1], &forty] {
        let arguments: Vec<_> = work.iter().map(u64::to_string).collect();
        LESSON.run(arguments).check(&expected(work), "", 0);
    }
}

#[test]
fn prints_nothing_without_work() {
    assert_eq!(LESSON.run(["--empty"]).stdout, "");
}
