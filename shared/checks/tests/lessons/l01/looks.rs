//! A run is what it looks like: the first task runs until nothing is left, then the second.

use shared::testing::{Lesson, looks, picture, trace};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-01-sync"));

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
fn narrates() {
    let told = [
        "main → One: it begins",
        "One is done → main",
        "main → Two: it begins",
        "Two is done → main",
    ];
    looks::check_narration(LESSON, &[], &told);
}

#[test]
fn one_runs_until_it_is_done_and_then_two() {
    for arguments in [&[][..], &["7"], &["3", "1", "4", "1", "5"]] {
        let (run, parts) = LESSON.trace(arguments);
        let [part] = &parts[..] else { panic!("{parts:?}") };
        part.check(&run.stdout);
        let [one, two] = &part.tasks[..] else { panic!("{parts:?}") };
        let works = one.spans.iter().filter_map(|span| span.work.as_deref());
        let default = ["15", "10", "5", "2"];
        assert_eq!(
            works.collect::<Vec<_>>(),
            if arguments.is_empty() { &default } else { arguments }
        );
        assert!(part.never("waiting"));
        assert!(part.never("ready"));
        assert!(one.spans.last().is_some_and(|span| span.state == "finished"), "{one:?}");
        let end_of_one = one.spans.last().expect("there is one").time.start;
        assert!(trace::seconds(end_of_one) <= two.spent("not begun"), "{parts:?}");
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
