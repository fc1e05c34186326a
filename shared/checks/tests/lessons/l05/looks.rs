//! A run is what it looks like: in one part a task that waits for its page holds the thread, in the
//! other both wait at the same time.

use shared::testing::{Lesson, looks, picture, trace};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-05-http"));

#[test]
fn looking_changes_no_line() {
    looks::check_lines(LESSON, &["--only", "blocking", "--speed", "8"]);
    looks::check_silence(LESSON, &["--speed", "20"]);
}

#[test]
fn looking_changes_no_line_of_tasks_that_wait_together() {
    // In real time, because tasks that wait together finish in the order of their waits, of which
    // some differ by a tenth of a second.
    looks::check_lines(LESSON, &["--only", "async"]);
}

#[test]
fn draws_timelines() {
    let blocking = ["--only", "blocking", "--speed", "10"];
    looks::check_timeline(LESSON, &blocking, "Tasks held the thread for ");
    let nonblocking = ["--only", "async", "--speed", "10"];
    looks::check_timeline(LESSON, &nonblocking, "s of waiting done in ");
    looks::check_files(LESSON, &["--speed", "20"]);
}

#[test]
fn narrates() {
    let stderr = LESSON.run(["--narrate", "--speed", "2"]).stderr;
    for told in [
        "One yields after holding the thread for 0.",
        "Two yields after holding the thread for 0.",
        "event loop → One: it begins\n",
        "One waits for its page (google.com) → event loop\n",
        "Two waits for its page (twitter.com) → event loop\n",
        "event loop → One: something came for it\n",
        "One is done → event loop\n",
    ] {
        assert!(stderr.contains(told), "{told} in {stderr}");
    }
}

#[test]
fn the_tasks_of_one_part_run_and_those_of_the_other_wait() {
    let (one, two) = ([1.6, 1.6, 0.0], [1.6, 1.6, 0.0]);
    let blocking = [one, two];
    let (one, two) = ([0.0, 0.0, 1.5], [0.0, 0.0, 1.7]);
    trace::check_shares(LESSON, &["--speed", "2"], &[blocking, [one, two]], 0.15);
}

#[test]
fn both_parts_share_a_picture_if_both_are_run() {
    let lanes = picture::read(&LESSON.draw(&["--speed", "10"]));
    let lanes: Vec<_> = lanes.iter().map(|lane| (lane.panel, lane.name.as_str())).collect();
    assert_eq!(lanes, [(0, "One"), (0, "Two"), (1, "One"), (1, "Two")]);
}

/// The parts, and the pictures of them that are committed.
const PICTURES: [(&str, &str); 2] = [
    ("blocking", include_str!("../../timeline-blocking.svg")),
    ("async", include_str!("../../timeline-async.svg")),
];

#[test]
fn draws_the_committed_pictures() {
    for (part, committed) in PICTURES {
        picture::check(LESSON, &["--only", part, "--speed", "2"], committed, 0.1);
    }
}

#[test]
#[ignore = "draws the committed pictures anew"]
fn draw_the_pictures_anew() {
    for (part, _) in PICTURES {
        let file = format!("timeline-{part}.svg");
        picture::draw_anew(LESSON, &["--only", part], env!("CARGO_MANIFEST_DIR"), &file);
    }
}
