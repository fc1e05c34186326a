//! The command line: what is accepted, what is not, and how a run ends early.

use shared::testing::{Lesson, rejected};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-01-sync"));

#[test]
fn rejects_what_it_cannot_do() {
    rejected::check_work(
        LESSON,
        &rejected::COUNTS,
        "a whole number from 0 to 18446744073709551615",
    );
    rejected::check(LESSON, [(&["--speed", "2"][..], "no option \"--speed\"")]);
    rejected::check(LESSON, [(&["--empty", "1"][..], "--empty and WORK")]);
}

#[test]
fn helps() {
    LESSON.helps(&["default: 15 10 5 2", "--empty", "-- 3 2 1\n"]);
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    // More lines than a pipe holds, so that the lesson cannot come to the last piece of work before
    // the pipe is closed; and that one would take for ever.
    let mut work = vec!["1"; 5000];
    work.push("1000000000000");
    let run = LESSON.start(work, 1).stop_reading();
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
}

#[test]
fn says_that_it_cannot_write() {
    LESSON.says_that_it_cannot_write();
}

#[cfg(unix)]
#[cfg_attr(not(debug_assertions), ignore = "optimised, it counts to anything in no time")]
#[test]
fn ctrl_c_ends_a_run_and_says_how_far_it_came() {
    let run = LESSON.start(["2", "1", "1000000000000", "3"], 5).interrupt();
    let stdout = "Task One running\nTask One total: 2\nTask One running\nTask One total: 1\n\
                  Task One running\n";
    let stderr = "Interrupted: 2 of 4 pieces of work done; still at work: One.\n";
    run.check(stdout, stderr, 130);
}
