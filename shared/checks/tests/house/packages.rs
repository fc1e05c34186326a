//! The packages, and the packages that they use.

use crate::{lessons, read};
use checks::workspace::{self, from_root, list, packages, word};
use std::collections::{BTreeMap, BTreeSet};

/// The libraries that only tests and benches may use.
const HEAVY: [&str; 13] = [
    "criterion",
    "expect-test",
    "proptest",
    "pty-process",
    "pulldown-cmark",
    "rcgen",
    "regex",
    "resvg",
    "roxmltree",
    "serde_json",
    "similar",
    "tempfile",
    "vt100",
];

/// The packages that serve lessons or learners, and those that each may use.
const MAY_USE: [(&str, &[&str]); 18] = [
    ("timeline", &[]),
    ("plots", &[]),
    ("player", &["timeline"]),
    ("viewer", &["timeline"]),
    ("live", &["viewer"]),
    ("shared", &["live", "player", "timeline", "viewer"]),
    ("evening", &["live", "player", "plots", "shared", "timeline", "viewer"]),
    ("server", &["live", "shared", "timeline", "viewer"]),
    ("web", &["live", "player", "shared", "timeline", "viewer"]),
    ("menu", &["player", "shared", "viewer"]),
    ("executor", &["shared", "timeline", "viewer"]),
    ("exercises", &["timeline", "viewer"]),
    ("questions", &[]),
    ("questions-programs", &["questions", "shared", "web"]),
    ("traps", &["shared"]),
    // Recipes are made to be copied, so they need nothing of ours.
    ("recipes", &[]),
    ("recipes-http", &[]),
    ("recipes-work", &[]),
];

/// Checks that no package uses itself, directly or through others.
pub(crate) fn check_circles(uses: &BTreeMap<String, BTreeSet<String>>) {
    let mut left = uses.clone();
    // A package that uses none of those that are left isn't in a circle.
    while let Some(free) = left
        .iter()
        .find(|(name, used)| used.iter().all(|it| it == *name || !left.contains_key(it)))
        .map(|(name, _)| name.clone())
    {
        left.remove(&free);
    }
    assert!(left.is_empty(), "these are in a circle, or use one: {left:#?}");
}

/// Returns the packages of the workspace, each with those that it uses for any purpose.
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
        for measuring in ["checks", "costs"] {
            assert!(!used.contains(measuring), "{package} uses {measuring}");
        }
        // Lessons only use packages that serve them.
        if !["checks", "costs"].contains(&package.as_str()) {
            let lesson = used.iter().find(|name| name.starts_with("lesson-"));
            assert_eq!(lesson, None, "{package} uses a lesson");
        }
    }
}

#[test]
fn who_serves_lessons_uses_only_what_it_may() {
    let uses = uses();
    for (package, allowed) in MAY_USE {
        let more = uses[package].iter().find(|used| !allowed.contains(&used.as_str()));
        assert_eq!(more, None, "{package} uses more than it may");
    }
}

#[test]
fn nobody_who_runs_something_waits_for_what_tests_need() {
    let others = ["executor", "menu", "recipes", "recipes-http", "recipes-work", "traps"];
    for package in lessons().iter().map(String::as_str).chain(others) {
        let arguments = ["tree", "--package", package, "--all-features", "--prefix", "none"];
        let more = ["--edges", "normal,build,dev", "--format", "{p}", "--offline", "--locked"];
        let output = workspace::cargo(&[arguments, more].concat()).output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).expect("it is UTF-8");
        let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(names.contains(package), "{tree}");
        for heavy in HEAVY {
            assert!(!names.contains(heavy), "{package} waits for {heavy}");
        }
    }
}

#[test]
fn a_recipe_waits_only_for_what_it_needs() {
    for (heavy, package) in
        [("reqwest", "recipes-http"), ("rayon", "recipes-work"), ("tracing", "recipes-work")]
    {
        for (name, own) in packages().into_iter().filter(|(name, _)| name.starts_with("recipes")) {
            let uses = list(&own["dependencies"]).iter().any(|used| used["name"] == heavy);
            assert_eq!(uses, name == package, "{name} and {heavy}");
        }
    }
}

#[test]
fn a_manifest_of_recipes_stands_alone() {
    for (name, package) in packages().into_iter().filter(|(name, _)| name.starts_with("recipes")) {
        let manifest = read(&from_root(&package["manifest_path"]));
        assert!(!manifest.contains("workspace") && !manifest.contains("path ="), "{name}");
    }
}

#[test]
fn no_two_programs_have_one_name() {
    // The exercises are a workspace of their own.
    let packages = packages().into_iter().filter(|(name, _)| name != "exercises");
    let targets = packages.flat_map(|(_, package)| list(&package["targets"]));
    let programs =
        targets.filter(|target| ["bin", "example"].contains(&&*word(&target["kind"][0])));
    let mut seen = BTreeSet::new();
    for name in programs.map(|target| word(&target["name"])) {
        assert!(seen.insert(name.clone()), "two programs are called {name}");
    }
}

#[test]
fn every_package_says_what_it_is_for() {
    let uses = uses();
    for (name, package) in packages() {
        let targets = list(&package["targets"]).iter();
        for library in targets.filter(|target| target["kind"][0] == "lib") {
            let source = read(&from_root(&library["src_path"]));
            let first = source.lines().map_while(|line| line.strip_prefix("//! "));
            let first = first.collect::<Vec<_>>().join(" ");
            assert!(first.split(' ').count() > 20, "{name} begins with a paragraph, not {first:?}");
            assert!(first.contains("use"), "{name} says what it uses, and who uses it: {first:?}");
            // The other packages may use everything.
            if MAY_USE.iter().any(|(package, _)| *package == name) {
                let unsaid = uses[&name].iter().find(|used| !first.contains(&format!("`{used}`")));
                assert_eq!(unsaid, None, "{name} does not say that it uses this");
            }
        }
    }
}
