//! A run is what it looks like: a task that sleeps is running, for it holds the thread, and the
//! other one is ready meanwhile.

use proptest::prelude::*;
use shared::testing::{Lesson, looks, picture, trace};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-03-blocking"));

#[test]
fn looking_changes_no_line() {
    looks::check_lines(LESSON, &["--speed", "40", "3", "2", "1"]);
    looks::check_silence(LESSON, &["--speed", "40", "3"]);
}

#[test]
fn draws_timelines() {
    looks::check_timeline(LESSON, &["--speed", "40", "3", "2", "1"], "Tasks held the thread for ");
    looks::check_files(LESSON, &["--speed", "100"]);
    looks::check_cut_short(LESSON, &vec!["0"; 5000]);
}

#[test]
fn narrates() {
    let told = [
        "loop → One: it begins",
        "One yields → loop",
        "loop → Two: it begins",
        "Two yields → loop",
        "loop → One: its turn",
        "One yields → loop",
        "loop → Two: its turn",
        "Two is done → loop",
        "loop → One: its turn",
        "One is done → loop",
    ];
    let arguments = ["--speed", "20", "3", "2", "1"];
    looks::check_narration(LESSON, &arguments, &told);
    let stderr = LESSON.run(arguments.iter().chain(&["--narrate"])).stderr;
    let held = |line: &str| {
        let (_, rest) = line.split_once(" after holding the thread for ")?;
        rest.split_once(" s → loop")?.0.parse::<f64>().ok()
    };
    let held: Vec<_> = stderr.lines().filter_map(held).collect();
    assert_eq!(held.len(), 3, "{stderr}");
    assert!(held.iter().zip([3.0, 2.0, 1.0]).all(|(held, least)| *held >= least), "{stderr}");
}

#[test]
fn who_sleeps_is_running_and_the_other_one_is_ready() {
    let (one, two) = ([20.0, 12.0, 0.0], [12.0, 20.0, 0.0]);
    trace::check_shares(LESSON, &["--speed", "20"], &[[one, two]], 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_work_is_told_without_gap_or_overlap(work in prop::collection::vec(0..12_u32, 1..10)) {
        let part = trace::check_work(LESSON, "200", &work);
        prop_assert!(part.never("waiting"));
    }
}

#[cfg(unix)]
#[test]
fn lanes_grow_in_a_terminal_and_tear_no_line() {
    let work = ["0.01"; 50].into_iter().chain(["0.2"]).collect::<Vec<_>>();
    let names = ["One", "Two"].into_iter().cycle();
    let lines = work.iter().zip(names).map(|(seconds, name)| {
        let elapsed: f64 = seconds.parse().expect("it is a number");
        format!("Task {name} running\nTask {name} elapsed time: {elapsed:.1}\n")
    });
    let lines = lines.collect::<Vec<_>>().concat() + "\nTotal elapsed time: 0.7\n";
    shared::testing::terminal::check(LESSON, &work, &lines);
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_a_terminal_leaves_a_picture() {
    let sentence = "Interrupted: 0 of 2 pieces of work done; still at work: One.";
    shared::testing::terminal::check_interrupt(LESSON, &["1000", "1"], sentence);
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
