//! Budgets: the most lines by which files and folders may differ, and the most that they may have.

use crate::{lessons, read};
use checks::workspace::{self, files};
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;
use std::process::Command;

/// Pairs of lessons, and the most lines that may change between them.
const SOURCES: [(&str, &str, usize); 7] = [
    ("lesson-01-sync/src/main.rs", "lesson-02-coop/src/main.rs", 22),
    ("lesson-02-coop/src/main.rs", "lesson-03-blocking/src/main.rs", 23),
    ("lesson-03-blocking/src/main.rs", "lesson-04-async/src/main.rs", 23),
    ("lesson-03-blocking/src/main.rs", "lesson-05-http/src/blocking.rs", 28),
    ("lesson-04-async/src/main.rs", "lesson-05-http/src/nonblocking.rs", 28),
    ("lesson-04-async/src/main.rs", "lesson-04-async/examples/customary.rs", 24),
    ("lesson-05-http/src/nonblocking.rs", "lesson-05-http/examples/customary_http.rs", 38),
];

/// The same for parents, which differ in little more than their ways of waiting and sharing.
const PARENTS: [(&str, &str, usize); 4] = [
    ("lesson-01-sync", "lesson-04-async", 32),
    ("lesson-01-sync", "lesson-02-coop", 58),
    ("lesson-02-coop", "lesson-03-blocking", 106),
    ("lesson-03-blocking", "lesson-04-async", 98),
];

/// The same for servers, which differ in little more than their ways of waiting and accepting.
const SERVERS: [(&str, &str, usize); 5] = [
    ("lesson-01-sync", "lesson-03-blocking", 23),
    ("lesson-01-sync", "lesson-02-coop", 72),
    ("lesson-02-coop", "lesson-03-blocking", 75),
    ("lesson-03-blocking", "lesson-04-async", 82),
    ("lesson-04-async", "lesson-05-http", 125),
];

#[test]
fn programs_differ_by_few_lines() {
    for (before, after, most) in SOURCES {
        check(before, after, most);
    }
    for (examples, file) in [(&PARENTS[..], "parent"), (&SERVERS, "server")] {
        for (before, after, most) in examples {
            let path = |lesson: &str| format!("{lesson}/examples/{file}.rs");
            check(&path(before), &path(after), *most);
        }
    }
}

/// Checks that two files differ, by at most `most` lines.
fn check(before: &str, after: &str, most: usize) {
    let changes = changes(before, after);
    assert_ne!(changes, 0, "{before} and {after} are two programs");
    assert!(changes <= most, "{before} and {after} differ by {changes} lines, over {most}");
    // Not every `diff` finds the fewest lines.
    if cfg!(target_os = "linux") {
        let said = changes_in_diff(&["-u", before, after]);
        assert!(said <= most, "diff -u {before} {after} shows {said} lines, over {most}");
    }
}

/// Returns the number of lines that are removed and added between two files.
fn changes(before: &str, after: &str) -> usize {
    let old = read(before);
    let new = read(after);
    let diff = TextDiff::from_lines(&old, &new);
    diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).count()
}

/// Returns the number of removed and added lines in the output of `diff`.
fn changes_in_diff(arguments: &[&str]) -> usize {
    let output = Command::new("diff").args(arguments).current_dir(workspace::root()).output();
    let said = String::from_utf8(output.expect("diff runs").stdout).expect("it is UTF-8");
    let is_change = |line: &&str| {
        line.starts_with(['+', '-']) && !line.starts_with("+++ ") && !line.starts_with("--- ")
    };
    said.lines().filter(is_change).count()
}

#[test]
fn adjacent_folders_differ_by_few_lines() {
    for pair in lessons().windows(2) {
        let [before, after] = pair else { unreachable!("there are two") };
        let changed: usize = ["rs", "toml"]
            .iter()
            .flat_map(|extension| files(before, extension))
            .map(|file| (file.clone(), file.replacen(before, after, 1)))
            .filter(|(_, other)| workspace::root().join(other).exists())
            .map(|(file, other)| changes(&file, &other))
            .sum();
        assert!(changed <= 240, "{before} and {after} differ by {changed} lines, over 240");
        if cfg!(target_os = "linux") {
            let said = changes_in_diff(&["-ru", "-x", "*.md", "-x", "*.svg", before, after]);
            assert!(said <= 240, "diff -ru {before} {after} shows {said} lines, over 240");
        }
    }
}

#[test]
fn a_lesson_has_nothing_that_a_learner_does_not_read_run_or_change() {
    for lesson in lessons() {
        for entry in std::fs::read_dir(workspace::root().join(&lesson)).expect("it is a folder") {
            let name = entry.expect("it can be read").file_name();
            let name = name.to_string_lossy();
            let is_page = [".md", ".svg"].iter().any(|end| name.ends_with(end));
            let is_known = is_page || ["Cargo.toml", "src", "examples"].contains(&&*name);
            assert!(is_known, "{lesson} has {name}");
        }
        for folder in [format!("{lesson}/src"), format!("{lesson}/examples")] {
            let path = workspace::root().join(&folder);
            for entry in std::fs::read_dir(path).expect("it is a folder") {
                let name = entry.expect("it can be read").file_name();
                assert!(name.to_string_lossy().ends_with(".rs"), "{folder} has {name:?}");
            }
        }
    }
}

#[test]
fn no_program_is_longer_than_a_screen() {
    let sources = lessons().into_iter().flat_map(|lesson| files(&format!("{lesson}/src"), "rs"));
    let sources: Vec<_> = sources.collect();
    assert_eq!(sources.len(), 7, "every program was looked at: {sources:?}");
    let parents = PARENTS.iter().flat_map(|(before, after, _)| [before, after]);
    let parents = parents.map(|lesson| format!("{lesson}/examples/parent.rs"));
    // The cover says that each of lessons 1 to 4 has fewer than forty lines.
    let sources =
        sources.into_iter().map(|file| if file.contains("-05-") { (file, 45) } else { (file, 39) });
    for (file, most) in sources.chain(parents.map(|file| (file, 88))) {
        let lines = read(&file).lines().count();
        assert!(lines <= most, "{file} has {lines} lines, over {most}");
    }
}

#[test]
fn what_all_lessons_wait_for_is_little() {
    let lines: usize =
        files("shared/src", "rs").iter().map(|file| read(file).lines().count()).sum();
    assert!(lines <= 700, "shared/src has {lines} lines, over 700");
}

/// Returns the sections of a manifest, and the keys outside of lists of dependencies.
fn keys(manifest: &str) -> Vec<String> {
    let mut section = "";
    let mut keys = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
            keys.push(line.to_owned());
        } else if ["", "[package]"].contains(&section) && !line.starts_with(['#', ' ', ']']) {
            keys.extend(line.split_once(" =").map(|(key, _)| key.to_owned()));
        }
    }
    keys
}

#[test]
fn manifests_are_alike() {
    let manifests: Vec<_> = lessons().iter().map(|lesson| format!("{lesson}/Cargo.toml")).collect();
    let all: BTreeSet<_> = manifests.iter().map(|manifest| keys(&read(manifest))).collect();
    assert_eq!(all.len(), 1, "all have the same keys, in the same order: {all:#?}");
    for manifest in &manifests {
        let lines = read(manifest).lines().count();
        assert!(lines <= 25, "{manifest} has {lines} lines, over 25");
    }
    for pair in manifests.windows(2) {
        check(&pair[0], &pair[1], 12);
    }
}

#[test]
fn servers_respond_alike() {
    let handlers: Vec<_> = lessons()
        .iter()
        .map(|lesson| {
            let server = read(&format!("{lesson}/examples/server.rs"));
            let handler = server.split_once("\nfn handle(").map(|(_, rest)| rest);
            let handler = handler.and_then(|rest| rest.split_once("\n}\n"));
            handler.unwrap_or_else(|| panic!("{lesson} has a handler")).0.to_owned()
        })
        .collect();
    assert!(handlers[0].starts_with("request: &Request) -> Response {"), "{}", handlers[0]);
    assert!(handlers.windows(2).all(|two| two[0] == two[1]), "the handlers differ");
}
