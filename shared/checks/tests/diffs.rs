//! Adjacent lessons differ by one idea: few lines change from one to the next, and each program
//! fits on a screen.

use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn adjacent_lessons_differ_by_few_lines() {
    let sync = "lesson-01-sync/src/main.rs";
    let coop = "lesson-02-coop/src/main.rs";
    let blocking = "lesson-03-blocking/src/main.rs";
    let nonblocking = "lesson-04-async/src/main.rs";
    for (before, after, most) in [
        (sync, coop, 24),
        (coop, blocking, 24),
        (blocking, nonblocking, 24),
        (blocking, "lesson-05-http/src/blocking.rs", 28),
        (nonblocking, "lesson-05-http/src/nonblocking.rs", 28),
    ] {
        check(before, after, most);
    }
}

#[test]
fn parents_differ_by_little_more_than_how_they_wait_and_share() {
    let parent = |lesson| format!("lesson-{lesson}/examples/parent.rs");
    check(&parent("01-sync"), &parent("04-async"), 32);
    check(&parent("01-sync"), &parent("02-coop"), 58);
    check(&parent("02-coop"), &parent("03-blocking"), 106);
    check(&parent("03-blocking"), &parent("04-async"), 98);
}

#[test]
fn no_parent_is_much_longer_than_a_screen() {
    for lesson in ["01-sync", "02-coop", "03-blocking", "04-async"] {
        let lines =
            read(root().join(format!("lesson-{lesson}/examples/parent.rs"))).lines().count();
        assert!(lines <= 88, "the parent of {lesson} has {lines} lines, over 88");
    }
}

#[test]
fn servers_differ_by_little_more_than_how_they_wait_and_accept() {
    let server = |lesson| format!("lesson-{lesson}/examples/server.rs");
    check(&server("01-sync"), &server("03-blocking"), 23);
    check(&server("01-sync"), &server("02-coop"), 73);
    check(&server("02-coop"), &server("03-blocking"), 76);
    check(&server("03-blocking"), &server("04-async"), 84);
    check(&server("04-async"), &server("05-http"), 125);
}

#[test]
fn servers_answer_alike() {
    let handlers: Vec<_> = ["01-sync", "02-coop", "03-blocking", "04-async", "05-http"]
        .iter()
        .map(|lesson| {
            let server = read(root().join(format!("lesson-{lesson}/examples/server.rs")));
            let handler = server.split_once("\n\n/// What is answered").map(|(_, rest)| rest);
            let handler = handler.and_then(|rest| rest.split_once("\n}\n"));
            handler.unwrap_or_else(|| panic!("lesson {lesson} has a handler")).0.to_owned()
        })
        .collect();
    assert!(handlers[0].contains("fn handle(request: &Request) -> Reply {"), "{}", handlers[0]);
    assert!(handlers.windows(2).all(|two| two[0] == two[1]), "the handlers differ");
}

/// Checks that two programs differ, and by at most so many lines.
fn check(before: &str, after: &str, most: usize) {
    let (old, new) = (read(root().join(before)), read(root().join(after)));
    let diff = TextDiff::from_lines(&old, &new);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let changes = changes.count();
    assert_ne!(changes, 0, "{before} and {after} are two programs");
    assert!(changes <= most, "{before} and {after} differ by {changes} lines, over {most}");
}

#[test]
fn no_program_is_longer_than_a_screen() {
    let mut programs = 0;
    for lesson in ["01-sync", "02-coop", "03-blocking", "04-async", "05-http"] {
        let folder = root().join(format!("lesson-{lesson}/src"));
        for file in fs::read_dir(folder).expect("a lesson has sources") {
            let file = file.expect("a folder can be read").path();
            // The embedded sites are the other end of lesson 5's line, not one of its programs.
            if !file.ends_with("sites.rs") {
                let lines = read(&file).lines().count();
                assert!(lines <= 45, "{} has {lines} lines, over 45", file.display());
                programs += 1;
            }
        }
    }
    assert_eq!(programs, 7, "every program was looked at");
}
