//! A run is what it looks like: the tasks take turns, and who has no turn is ready.

use proptest::prelude::*;
use shared::testing::trace::Task;
use shared::testing::{Lesson, looks, picture};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-02-coop"));

#[test]
fn looking_changes_no_line() {
    looks::check_lines(LESSON, &[]);
    looks::check_silence(LESSON, &[]);
}

#[test]
fn draws_timelines() {
    looks::check_timeline(LESSON, &[], "Tasks held the thread for ");
    looks::check_files(LESSON, &[]);
}

#[test]
fn narrates_and_folds_what_is_the_same() {
    let told = [
        "loop → One: it begins",
        "One yields (busy with 15) → loop",
        "loop → Two: it begins",
        "Two yields (busy with 10) → loop",
        "loop → One: its turn",
        "One yields (busy with 15) → loop",
        "loop → Two: its turn",
        "Two yields (busy with 10) → loop",
        "… 17 more turns",
        "loop → Two: its turn",
        "Two yields (busy with 5) → loop",
        "loop → One: its turn",
    ];
    let run = LESSON.run(["--narrate"]);
    let lines: Vec<_> = run.stderr.lines().map(|line| line[9..].trim_start()).collect();
    assert_eq!(lines[..11], told[..11], "{}", run.stderr);
    assert_eq!(lines.last(), Some(&"One is done → loop"));
}

/// Checks that there are as many turns as there are steps, and one more to end each task.
fn check_turns(work: &[u64]) {
    let arguments: Vec<_> = work.iter().map(u64::to_string).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (run, parts) = LESSON.trace(&arguments);
    let [part] = &parts[..] else { panic!("{parts:?}") };
    part.check(&run.stdout);
    assert!(part.never("waiting"));
    let turns = |task: &Task| {
        let stretches = task.spans.chunk_by(|span, next| span.state == next.state);
        stretches.filter(|stretch| stretch[0].state == "running").count()
    };
    let turns: usize = part.tasks.iter().map(turns).sum();
    let expected = work.iter().sum::<u64>() + 2;
    // The clock of Windows is too coarse to see every turn.
    let seen = if cfg!(windows) { turns as u64 <= expected } else { turns as u64 == expected };
    assert!(seen, "{turns} for {expected}: {part:?}");
}

#[test]
fn every_step_is_a_turn() {
    check_turns(&[15, 10, 5, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_step_of_any_work_is_a_turn(work in prop::collection::vec(0..40_u64, 1..12)) {
        check_turns(&work);
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_shows_nothing_but_the_lines() {
    shared::testing::terminal::check_lines(
        LESSON,
        &[],
        "xterm-256color",
        include_str!("expected.txt"),
    );
}

#[test]
fn draws_the_committed_picture() {
    picture::check_order(LESSON, include_str!("../../timeline.svg"));
}

#[test]
#[ignore = "draws the committed picture anew"]
fn draw_the_picture_anew() {
    picture::draw_anew(LESSON, &[], env!("CARGO_MANIFEST_DIR"), "timeline.svg");
}
