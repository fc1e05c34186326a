//! A run is what it looks like: the tasks wait at the same time, and next to nothing is running.

use proptest::prelude::*;
use shared::testing::{Lesson, looks, picture, trace};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-04-async"));

#[test]
fn looking_changes_no_line() {
    looks::check_lines(LESSON, &["--speed", "20", "3", "2", "3"]);
    looks::check_silence(LESSON, &["--speed", "20", "3"]);
}

#[test]
fn draws_timelines() {
    looks::check_timeline(LESSON, &["--speed", "20", "5", "3", "1"], " s of waiting done in ");
    looks::check_files(LESSON, &["--speed", "100"]);
    looks::check_cut_short(LESSON, &vec!["0"; 5000]);
}

#[test]
fn narrates() {
    let told = [
        "event loop → One: it begins",
        "One waits for its timer (15.0 s) → event loop",
        "event loop → Two: it begins",
        "Two waits for its timer (10.0 s) → event loop",
        "event loop → Two: its timer is done",
        "Two waits for its timer (5.0 s) → event loop",
        "event loop → One: its timer is done",
        "One waits for its timer (2.0 s) → event loop",
        "event loop → Two: its timer is done",
        "Two is done → event loop",
        "event loop → One: its timer is done",
        "One is done → event loop",
    ];
    looks::check_narration(LESSON, &["--speed", "20"], &told);
}

#[test]
fn both_wait_and_next_to_nothing_is_running() {
    let (one, two) = ([0.0, 0.0, 17.0], [0.0, 0.0, 15.0]);
    trace::check_shares(LESSON, &["--speed", "20"], &[[one, two]], 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_work_is_told_without_gap_or_overlap(work in prop::collection::vec(0..12_u32, 1..10)) {
        let part = trace::check_work(LESSON, "100", &work);
        for task in &part.tasks {
            let waits = task.spans.iter().filter(|span| span.state == "waiting");
            for wait in waits {
                prop_assert_eq!(wait.on.as_deref(), Some("its timer"));
                prop_assert!(wait.work.is_some());
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn lanes_grow_in_a_terminal_and_tear_no_line() {
    let lines = "Task One running\nTask Two running\nTask One elapsed time: 0.5\n\
                 Task Two elapsed time: 0.8\n\nTotal elapsed time: 0.8\n";
    shared::testing::terminal::check(LESSON, &["0.5", "0.8"], lines);
    shared::testing::terminal::check_pipe(LESSON, &["0.5", "0.8"], lines);
}

#[test]
fn draws_the_committed_picture() {
    picture::check(LESSON, &["--speed", "20"], include_str!("../../timeline.svg"), 1.0);
}

#[test]
#[ignore = "draws the committed picture anew"]
fn draw_the_picture_anew() {
    picture::draw_anew(LESSON, &[], env!("CARGO_MANIFEST_DIR"), "timeline.svg");
}
