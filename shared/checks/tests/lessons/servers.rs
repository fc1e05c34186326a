//! All servers side by side.

use checks::server::shown::{Row, rows};
use checks::{Program, Run, look, rejected};

const NAMES: [&str; 5] = ["sync", "polling", "threading", "async", "sites"];
/// A load that all servers can bear.
const LOAD: [&str; 8] = ["--clients", "1,2", "--requests", "1", "--every", "200", "--wait", "5"];

fn servers() -> Program {
    Program::named("servers")
}

#[test]
fn all_are_compared_in_a_table_and_a_plot() {
    let (run, svg) = servers().written(&LOAD, "--svg");
    let stdout = run.ok();
    let rows: Vec<_> =
        rows(&stdout, true).into_iter().map(|Row { name, counts, .. }| (name, counts)).collect();
    let expected = [1, 2]
        .iter()
        .flat_map(|clients| NAMES.iter().map(|name| ((*name).to_owned(), [*clients, *clients, 0])));
    assert!(rows.iter().cloned().eq(expected), "{stdout}");

    look::check(&svg);
    let svg = roxmltree::Document::parse(&svg).expect("a plot is XML");
    let texts: Vec<_> = svg.descendants().filter(|node| node.has_tag_name("text")).collect();
    for words in NAMES.iter().chain(&["Requests served a second", "Latency p99, in milliseconds"]) {
        let is_there = texts.iter().any(|node| node.text().unwrap_or_default().trim() == *words);
        assert!(is_there, "{words}");
    }
    // In each half, there is a ring for each server in the legend, and one for each of its rows.
    let rings = svg.descendants().filter(|node| node.has_tag_name("circle")).count();
    assert_eq!(rings, 2 * (NAMES.len() + rows.len()));
}

#[test]
fn a_server_that_is_swamped_is_seen_to_be() {
    let arguments = ["--only", "sync", "--clients", "40", "--requests", "1", "--wait", "200"];
    let stdout = servers().run(arguments).ok();
    let rows = rows(&stdout, true);
    let [Row { name, counts: [40, served, failed], figures }] = &rows[..] else {
        panic!("{stdout}");
    };
    assert_eq!((name.as_str(), served + failed), ("sync", 40));
    // The load lasts for 3.2 s in all, and the server serves five requests a second.
    assert!((1..=16).contains(served), "{stdout}");
    assert_eq!((figures[5].as_str(), figures[6].as_str()), ("never", "never"), "{stdout}");
}

#[test]
fn what_the_system_does_not_allow_is_said() {
    if cfg!(not(unix)) {
        return;
    }
    let run =
        |files, arguments: &[&str]| Run::of(&mut servers().command_with_files(files, arguments));
    let load = LOAD.map(|word| if word == "1,2" { "2,1000" } else { word });
    let Run { stdout, stderr, status } = run(200, &load);
    assert_eq!(status, Some(0), "{stdout}{stderr}");
    assert_eq!(rows(&stdout, true).len(), NAMES.len(), "{stdout}");
    let needed = "they need 1050 open files, and the operating system allows 200";
    assert_eq!(stderr, format!("No trial with 1000 at once: {needed}.\n"));
    assert_eq!(run(20, &["--only", "async"]).status, Some(1), "there is no row at all");
}

#[test]
fn helps() {
    servers().helps("\n", &["  --only NAME", "\n                     (1,10,100,1000,10000)\n"]);
}

#[test]
fn rejects_what_it_cannot_do() {
    rejected::check(
        servers(),
        &[
            (
                &["--only", "apache"],
                "--only is \"apache\", but it must be sync, polling, threading, async or sites",
            ),
            (&["--listen", "127.0.0.1:0"], "--listen needs --only"),
            (&["--svg", "no-such-folder/x.svg"], "--svg cannot be written to "),
        ],
    );
}
