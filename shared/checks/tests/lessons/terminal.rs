//! The lessons in a terminal.

#![cfg(unix)]

use crate::rows;
use checks::terminal::{check, check_interrupt, check_lines, check_loop, check_pipe};
use checks::workspace;

#[test]
fn of_lessons_that_count_a_terminal_shows_nothing_but_the_lines() {
    for lesson in [rows::SYNC, rows::COOP] {
        let lines = workspace::expected(lesson.name);
        check_lines(lesson.program(), &[], "xterm-256color", &lines);
    }
}

#[test]
fn lanes_grow_and_tear_no_line_of_tasks_that_block() {
    let work = ["0.01"; 50].into_iter().chain(["0.2"]).collect::<Vec<_>>();
    let names = ["One", "Two"].into_iter().cycle();
    let lines = work.iter().zip(names).map(|(seconds, name)| {
        let elapsed: f64 = seconds.parse().expect("it is a number");
        format!("Task {name} running\nTask {name} elapsed time: {elapsed:.1}\n")
    });
    let lines = lines.collect::<Vec<_>>().concat() + "\nTotal elapsed time: 0.7\n";
    check(rows::BLOCKING.program(), &work, &lines);
}

#[test]
fn lanes_grow_and_tear_no_line_of_tasks_that_wait_together() {
    let lines = "Task One running\nTask Two running\nTask One elapsed time: 0.5\n\
                 Task Two elapsed time: 0.8\n\nTotal elapsed time: 0.8\n";
    check(rows::ASYNC.program(), &["0.5", "0.8"], lines);
    check_pipe(rows::ASYNC.program(), &["0.5", "0.8"], lines);
}

#[test]
fn ctrl_c_leaves_a_picture() {
    let sentence = "Interrupted: 0 of 2 pieces of work done; still at work: One.";
    check_interrupt(rows::BLOCKING.program(), &["1000", "1"], sentence);
}

#[test]
fn ctrl_c_ends_a_loop_of_the_shell() {
    check_loop(rows::ASYNC.program(), &["5"], "── waiting");
}
