//! The command line: what is accepted, what is not, and how a run ends early.

use shared::testing::{Lesson, rejected};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-04-async"));

#[test]
fn rejects_what_it_cannot_do() {
    rejected::check_work(LESSON, &rejected::DELAYS, "a number of seconds from 0 to 1000000");
    rejected::check_option(LESSON, "--speed", &rejected::SPEEDS, "a number from 0.01 to 1000");
    rejected::check(LESSON, [(&["--empty", "1"][..], "--empty and WORK")]);
}

#[test]
fn helps() {
    LESSON.helps(&["default: 15 10 5 2", "--speed FACTOR", "--empty", "-- --speed 20\n"]);
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    // More lines than a pipe holds, so that the lesson cannot come to the last piece of work before
    // the pipe is closed; and that one would take for ever.
    let mut work = vec!["0"; 5000];
    work.push("1000");
    let run = LESSON.start(work, 1).stop_reading();
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
}

#[test]
fn says_that_it_cannot_write() {
    LESSON.says_that_it_cannot_write();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_and_says_how_far_it_came() {
    let run = LESSON.start(["--speed", "0.1", "0.01", "1000", "1000", "1000"], 4).interrupt();
    let stdout =
        "Task One running\nTask Two running\nTask One elapsed time: 0.0\nTask One running\n";
    let stderr = "Interrupted: 1 of 4 pieces of work done; still at work: One and Two.\n";
    run.check(stdout, stderr, 130);
}
