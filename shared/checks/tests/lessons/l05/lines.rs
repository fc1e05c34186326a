//! The pages are fetched one after the other by the blocking part, and two at a time by the async
//! one.

use crate::pages;
use shared::testing::expected::{Line, blocking, check, check_exactly, concurrent, print};
use shared::testing::{Lesson, Run};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-05-http"));

const PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\npage\n";

/// The sites of the Python course, and the seconds after which they answer.
fn sites() -> Vec<(String, f64)> {
    let sites = [
        ("google", 0.3),
        ("yahoo", 0.8),
        ("linkedin", 0.4),
        ("apple", 0.3),
        ("microsoft", 0.5),
        ("facebook", 0.5),
        ("twitter", 0.4),
    ];
    sites.map(|(site, seconds)| (format!("getting URL: http://{site}.com"), seconds)).to_vec()
}

#[test]
fn prints_what_the_python_course_prints() {
    let expected = [blocking(&sites()), concurrent(&sites())].concat();
    assert_eq!(print(&expected), include_str!("expected.txt"));
    check(LESSON, 1, &[], &expected);
}

// In slow motion, since the real time that a request takes besides counts less.

#[test]
fn prints_just_the_times_that_blocking_calls_take() {
    check_exactly(LESSON, &["--speed", "0.5", "--only", "blocking"], &blocking(&sites()));
}

#[test]
fn prints_just_the_times_that_async_calls_take() {
    check_exactly(LESSON, &["--speed", "0.5", "--only", "async"], &concurrent(&sites()));
}

#[test]
fn names_the_parts_and_tells_the_difference() {
    let Run { stdout, stderr, status } = LESSON.run(["--speed", "4"]);
    assert_eq!(status, Some(0), "{stderr}");
    let lines: Vec<_> = stderr.lines().collect();
    let [parts @ .., took, saved] = lines.as_slice() else { panic!("{stderr}") };
    let fetched = "7 of 7 pages fetched.";
    assert_eq!(parts, ["Blocking", fetched, "", "Async", fetched, ""]);
    let totals = stdout.lines().filter_map(|line| line.strip_prefix("Total elapsed time: "));
    let totals: Vec<f64> = totals.map(|total| total.parse().expect("it is a number")).collect();
    let [blocking, nonblocking] = totals[..] else { panic!("{stdout}") };
    assert_eq!(*took, format!("Blocking took {blocking:.1} s, async {nonblocking:.1} s."));
    assert_eq!(*saved, format!("Waiting together saved {:.1} s.", blocking - nonblocking));
}

#[test]
fn prints_only_the_totals_without_work() {
    let expected: Vec<Line> = [blocking(&[]), concurrent(&[])].concat();
    check_exactly(LESSON, &["--empty"], &expected);
}

/// Starts a server for good pages that counts its connections.
fn counting_server() -> (SocketAddr, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    let address = pages::start(move |stream| {
        count.fetch_add(1, Ordering::Relaxed);
        pages::answer_all(stream, PAGE);
    });
    (address, connections)
}

#[test]
fn each_task_has_a_session_that_reuses_its_connection() {
    for part in ["blocking", "async"] {
        let (address, connections) = counting_server();
        let mut arguments = vec![format!("http://{address}/page"); 10];
        arguments.extend(["--only".to_owned(), part.to_owned()]);
        let run = LESSON.run(&arguments);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert_eq!(run.stdout.matches("getting URL: ").count(), 10);
        assert!(run.stderr.ends_with("10 of 10 pages fetched.\n"), "{}", run.stderr);
        assert_eq!(connections.load(Ordering::Relaxed), 2, "{part}");
    }
}

#[test]
fn live_pages_come_from_the_web_and_default_ones_do_not() {
    // The web is whatever answers for it: here, a proxy on loopback.
    let (proxy, connections) = counting_server();
    let run = |arguments: &[&str]| {
        let mut command = LESSON.command(arguments);
        let output = command.env("http_proxy", format!("http://{proxy}")).output();
        Run::from(output.expect("the lesson runs"))
    };
    let embedded = run(&["--speed", "100"]);
    assert_eq!(embedded.status, Some(0), "{}", embedded.stderr);
    assert_eq!(connections.load(Ordering::Relaxed), 0);

    let live = run(&["--live"]);
    assert_eq!(live.status, Some(0), "{}", live.stderr);
    assert_eq!(live.stdout.matches("getting URL: http://").count(), 14);
    assert_ne!(connections.load(Ordering::Relaxed), 0);
}

#[test]
fn urls_are_printed_as_they_were_given() {
    let (address, _) = counting_server();
    let url = format!("HTTP://{address}?q=%7e");
    let stdout = LESSON.run(["--only", "blocking", &url]).stdout;
    assert!(stdout.starts_with(&format!("Task One getting URL: {url}\n")), "{stdout}");
}
