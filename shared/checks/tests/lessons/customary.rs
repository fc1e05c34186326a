//! The customary forms of lessons 4 and 5 have the same output as the lessons.

use crate::faults::nobody;
use crate::pages::sites;
use checks::expected::{self, concurrent};
use checks::{Program, Run, picture, views, workspace};

const WAITS: &str = "customary";
const FETCHES: &str = "customary_http";

#[test]
fn waiting_prints_the_lines_of_lesson_4() {
    let program = Program::named(WAITS);
    expected::check(program, 3.0, &[], &workspace::expected("lesson-04-async"));
    expected::check(program, 3.0, &["--empty"], &concurrent(&[]));
}

#[test]
fn fetching_prints_the_lines_of_the_async_part_of_lesson_5() {
    expected::check(Program::named(FETCHES), 0.4, &[], &concurrent(&sites()));
    expected::check(Program::named(FETCHES), 1.0, &["--empty"], &concurrent(&[]));
}

#[test]
fn each_result_is_told_beside_the_lines() {
    let stderr = Program::named(WAITS).run(["--speed", "20"]).stderr;
    let waited = stderr.matches("A task is done: it has waited for ").count();
    assert_eq!((waited, stderr.lines().count()), (2, 2), "{stderr}");
    let Run { stderr, status, .. } = Program::named(FETCHES).run(["--speed", "20"]);
    assert_eq!((stderr.as_str(), status), ("7 of 7 pages fetched.\n", Some(0)));
}

#[test]
fn a_page_that_fails_is_told_and_the_others_are_fetched() {
    let (nobody, _socket) = nobody();
    let [lost, good] = [
        format!("http://{nobody}/"),
        format!(
            "http://{}/",
            checks::loopback::start(|stream| {
                checks::loopback::respond_to_all(stream, checks::loopback::PAGE);
            })
        ),
    ];
    let Run { stderr, status, .. } = Program::named(FETCHES).run([&lost, &good, &good]);
    assert_eq!(status, Some(1), "{stderr}");
    let said = format!("Task One failed: {lost}: the connection was refused\n");
    assert!(stderr.contains(&said) && stderr.ends_with("2 of 3 pages fetched.\n"), "{stderr}");
}

#[test]
fn they_are_asked_and_looked_at_as_lessons_are() {
    let words = ["--speed FACTOR", "--empty", "--svg FILE", "--quiet"];
    for (name, speed) in [(WAITS, "20"), (FETCHES, "4")] {
        let program = Program::named(name);
        program.helps(" [WORK]...", &words);
        program.says_that_it_cannot_write();
        views::check_silence(program, &["--speed", speed]);
        let lanes = picture::read(&program.draw(&["--speed", speed]));
        let lanes: Vec<_> = lanes.iter().map(|lane| lane.name.as_str()).collect();
        assert_eq!(lanes, ["One", "Two"]);
    }
    let only = Program::named(FETCHES).run(["--only", "async"]);
    assert_eq!(only.status, Some(2), "there is one part: {}", only.stderr);
}
