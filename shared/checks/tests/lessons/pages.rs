//! The blocking part fetches the pages one after the other, and the async part two at a time.

use crate::rows;
use checks::Run;
use checks::expected::{blocking, concurrent};
use checks::loopback::{self, PAGE, read_request};
use checks::views::without_times;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

/// Returns the sites of the Python course, with the seconds after which they answer.
pub(crate) fn sites() -> Vec<(String, f64)> {
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

/// Returns the output that the lesson should have.
pub(crate) fn both_parts(work: &[(String, f64)]) -> String {
    blocking(work) + &concurrent(work)
}

#[test]
fn one_part_alone_prints_its_lines() {
    for (part, lines) in [("blocking", blocking(&sites())), ("async", concurrent(&sites()))] {
        // At such a speed, the other task may fetch a page, and the order may differ.
        let sorted = |lines: &str| {
            let line = |line: &str| line.replace("Task Two", "Task One");
            let mut lines: Vec<_> = without_times(lines).into_iter().map(line).collect();
            lines.sort();
            lines
        };
        let printed = rows::HTTP.program().run(["--speed", "10", "--only", part]);
        assert_eq!(sorted(&printed.stdout), sorted(&lines), "{}", printed.stderr);
    }
}

#[test]
fn names_the_parts_and_tells_the_difference() {
    let Run { stdout, stderr, status } = rows::HTTP.program().run(["--speed", "4"]);
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

/// Starts a server for good pages, which counts its connections.
fn counting_server() -> (SocketAddr, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    let address = loopback::start(move |stream| {
        count.fetch_add(1, Ordering::Relaxed);
        loopback::respond_to_all(stream, PAGE);
    });
    (address, connections)
}

#[test]
fn all_tasks_of_a_part_have_one_client_which_reuses_connections() {
    for (part, at_a_time) in [("blocking", 1), ("async", 2)] {
        let (address, connections) = counting_server();
        let mut arguments = vec![format!("http://{address}/page"); 10];
        arguments.extend(["--only".to_owned(), part.to_owned()]);
        let run = rows::HTTP.program().run(&arguments);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert_eq!(run.stdout.matches("getting URL: ").count(), 10);
        assert!(run.stderr.ends_with("10 of 10 pages fetched.\n"), "{}", run.stderr);
        assert_eq!(connections.load(Ordering::Relaxed), at_a_time, "{part}");
    }
}

#[test]
fn live_pages_come_from_the_web_and_default_ones_do_not() {
    // A proxy on the loopback interface plays the web.
    let (proxy, connections) = counting_server();
    let run = |arguments: &[&str]| {
        let mut command = rows::HTTP.program().command(arguments);
        let proxy = format!("http://{proxy}");
        Run::of(command.env("http_proxy", &proxy).env("all_proxy", &proxy))
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
    let stdout = rows::HTTP.program().run(["--only", "blocking", &url]).stdout;
    assert!(stdout.starts_with(&format!("Task One getting URL: {url}\n")), "{stdout}");
}

#[test]
fn hosts_with_umlauts_are_looked_up_as_the_web_spells_them() {
    let (tell, told) = mpsc::channel();
    let proxy = loopback::start(move |mut stream| {
        while let Some(head) = read_request(&mut stream) {
            tell.send(head).expect("the test waits for it");
            stream.write_all(PAGE.as_bytes()).expect("the client reads");
        }
    });
    let url = "http://b\u{fc}cher.example/";
    let mut command = rows::HTTP.program().command([url]);
    let run = Run::of(command.env("http_proxy", format!("http://{proxy}")));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout.matches(&format!("getting URL: {url}\n")).count(), 2, "{}", run.stdout);
    let asked: Vec<_> = told.try_iter().collect();
    assert_eq!(asked.len(), 2, "by each part: {asked:?}");
    for head in asked {
        assert!(head.starts_with("GET http://xn--bcher-kva.example/ HTTP/1.1\r\n"), "{head}");
    }
}

#[test]
fn redirects_are_followed() {
    let (address, connections) = counting_server();
    let moved =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{address}/\r\ncontent-length: 0\r\n\r\n");
    let moved = loopback::start(move |stream| loopback::respond_to_all(stream, &moved));
    let run = rows::HTTP.program().run([format!("http://{moved}/")]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(run.stderr.matches("1 of 1 pages fetched.\n").count(), 2, "{}", run.stderr);
    assert_eq!(connections.load(Ordering::Relaxed), 2, "by each part");
}

#[test]
fn colours_are_for_those_who_see_them() {
    let stderr = |variables: &[(&str, &str)]| {
        let mut command = rows::HTTP.program().command(["--empty"]);
        Run::of(command.envs(variables.iter().copied())).stderr
    };
    assert!(!stderr(&[]).contains('\x1b'));
    assert!(stderr(&[("CLICOLOR_FORCE", "1")]).contains("\x1b[1mBlocking\x1b[0m\n"));
    assert!(!stderr(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\x1b'));
}
