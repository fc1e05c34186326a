//! Who uses whom among the packages.

use crate::{lessons, read};
use checks::workspace::{self, from_root, list, packages, word};
use std::collections::{BTreeMap, BTreeSet};

/// What serves only tests and measurements.
const HEAVY: [&str; 9] = [
    "criterion",
    "expect-test",
    "proptest",
    "pty-process",
    "rcgen",
    "roxmltree",
    "serde_json",
    "tempfile",
    "vt100",
];

/// Checks that nothing uses itself, be it through others.
pub(crate) fn check_circles(uses: &BTreeMap<String, BTreeSet<String>>) {
    let mut left = uses.clone();
    // Whoever uses none of those that are left is in no circle.
    while let Some(free) = left
        .iter()
        .find(|(name, used)| used.iter().all(|it| it == *name || !left.contains_key(it)))
        .map(|(name, _)| name.clone())
    {
        left.remove(&free);
    }
    assert!(left.is_empty(), "these are in a circle, or use one: {left:#?}");
}

/// Returns the packages of the workspace, each with those that it uses, for whatever purpose.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let packages = packages();
    let used = |package| {
        let used = list(&packages[package]["dependencies"]).iter().map(|it| word(&it["name"]));
        used.filter(|name| packages.contains_key(name)).collect()
    };
    packages.keys().map(|package| (package.clone(), used(package))).collect()
}

#[test]
fn no_packages_are_in_a_circle() {
    check_circles(&uses());
}

#[test]
fn nobody_uses_tests_or_measurements() {
    for (package, used) in uses() {
        for room in ["checks", "costs"] {
            assert!(!used.contains(room), "{package} uses {room}");
        }
        // Only who serves lessons is used by them.
        if !["checks", "costs"].contains(&package.as_str()) {
            let lesson = used.iter().find(|name| name.starts_with("lesson-"));
            assert_eq!(lesson, None, "{package} uses a lesson");
        }
    }
    assert_eq!(uses()["timeline"], BTreeSet::new(), "the timeline uses nothing of ours");
}

#[test]
fn nobody_who_runs_something_waits_for_what_tests_need() {
    for package in lessons().iter().map(String::as_str).chain(["traps"]) {
        let arguments = ["tree", "--package", package, "--all-features", "--prefix", "none"];
        let more = ["--edges", "normal,build,dev", "--format", "{p}", "--offline", "--locked"];
        let output = workspace::cargo(&[arguments, more].concat()).output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).expect("it is UTF-8");
        let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(names.contains("shared"), "{tree}");
        for heavy in HEAVY {
            assert!(!names.contains(heavy), "{package} waits for {heavy}");
        }
    }
}

#[test]
fn every_room_says_what_it_is_for() {
    for (name, package) in packages() {
        let targets = list(&package["targets"]).iter();
        for library in targets.filter(|target| target["kind"][0] == "lib") {
            let source = read(&from_root(&library["src_path"]));
            let first = source.lines().map_while(|line| line.strip_prefix("//! "));
            let first = first.collect::<Vec<_>>().join(" ");
            assert!(first.split(' ').count() > 20, "{name} begins with a paragraph, not {first:?}");
            assert!(first.contains("use"), "{name} says what it uses, and who uses it: {first:?}");
        }
    }
}
