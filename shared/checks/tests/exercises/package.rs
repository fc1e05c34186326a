//! The package of the exercises: all lists of them agree, and all exercises have the same form.

use checks::workspace::{self, read};
use std::collections::BTreeSet;
use std::fmt::Write;

const PACKAGE: &str = "shared/exercises";
/// The most lines of an exercise, which has to fit on a screen, and of its solution.
const MOST_LINES: [usize; 2] = [50, 60];
/// The most columns of a hint.
const MOST_COLUMNS_OF_A_HINT: usize = 80;
/// The most columns of an exercise.
const MOST_COLUMNS: usize = 100;

/// Returns the values of a key in the lines of a file, one after the other.
fn values(text: &str, key: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix(key));
    let values = lines.filter_map(|rest| rest.trim_start().strip_prefix("= \""));
    values.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

/// Returns the folder and the name of each exercise, in order.
fn exercises() -> Vec<(String, String)> {
    let info = read(&format!("{PACKAGE}/info.toml")).expect("it is there");
    let exercises: Vec<_> = values(&info, "dir").into_iter().zip(values(&info, "name")).collect();
    assert_eq!(
        exercises.len(),
        info.matches("[[exercises]]").count(),
        "each has a folder and a name"
    );
    exercises
}

fn source(kind: &str, folder: &str, name: &str) -> String {
    read(&format!("{PACKAGE}/{kind}/{folder}/{name}.rs")).expect("it is there")
}

#[test]
fn each_lesson_has_four_or_more_in_its_order() {
    let exercises = exercises();
    assert!(exercises.len() >= 26, "there are but {}", exercises.len());
    let folders = exercises.iter().map(|(folder, _)| folder);
    assert!(folders.clone().is_sorted(), "they follow the lessons");
    for lesson in ["01_sync", "02_coop", "03_blocking", "04_async", "05_http"] {
        let own = folders.clone().filter(|folder| *folder == lesson).count();
        assert!(own >= 4, "{lesson} has but {own}");
    }
}

#[test]
fn all_lists_agree() {
    let exercises = exercises();
    let manifest = read(&format!("{PACKAGE}/Cargo.toml")).expect("it is there");
    let mut bins = String::from("bin = [\n");
    for (folder, name) in &exercises {
        for (bin, kind) in [(name.clone(), "exercises"), (format!("{name}_sol"), "solutions")] {
            let path = format!("{kind}/{folder}/{name}.rs");
            writeln!(bins, "  {{ name = \"{bin}\", path = \"{path}\" }},")
                .expect("a string takes all");
        }
    }
    bins.push_str("]\n");
    assert!(manifest.starts_with(&bins), "`rustlings dev update` writes the list of programs anew");

    let listed: Vec<_> =
        exercises.iter().map(|(folder, name)| format!("{folder}/{name}")).collect();
    let tested = include_str!("main.rs").split("exercise!(\"").skip(1).filter_map(|rest| {
        let (folder, rest) = rest.split_once("\", ")?;
        Some(format!("{folder}/{}", rest.split_once(':')?.0))
    });
    assert_eq!(tested.collect::<Vec<_>>(), listed, "each is tested, in the same order");
    let listed: BTreeSet<_> = listed.into_iter().collect();
    for kind in ["exercises", "solutions"] {
        let files = workspace::files(&format!("{PACKAGE}/{kind}"), "rs");
        let start = format!("{PACKAGE}/{kind}/");
        let files = files.iter().filter_map(|file| file.strip_prefix(&start)?.strip_suffix(".rs"));
        assert_eq!(files.map(str::to_owned).collect::<BTreeSet<_>>(), listed, "{kind}");
    }
}

#[test]
fn an_exercise_is_a_story_on_one_screen() {
    for (folder, name) in exercises() {
        let stub = source("exercises", &folder, &name);
        let solution = source("solutions", &folder, &name);
        let idea = stub.lines().next().expect("it has a first line");
        assert!(
            idea.starts_with("// ") && idea.ends_with('.'),
            "{name} begins with its idea: {idea}"
        );
        assert_eq!(solution.lines().next(), Some(idea), "{name}");
        assert!(stub.contains("// TODO"), "{name} says what to do");
        assert!(!solution.contains("TODO"), "{name} is solved");
        for (text, most) in [&stub, &solution].into_iter().zip(MOST_LINES) {
            assert!(text.contains("fn main() -> Verdict {"), "{name} is a program");
            assert!(text.lines().count() <= most, "{name} is longer than a screen");
            let wide = text.lines().find(|line| line.chars().count() > MOST_COLUMNS);
            assert_eq!(wide, None, "{name} is wider than a screen");
        }
    }
}

#[test]
fn all_answers_are_given() {
    let tested = include_str!("main.rs");
    for (folder, name) in exercises() {
        let (_, rest) =
            tested.split_once(&format!("exercise!(\"{folder}\", {name}:")).expect("it is tested");
        let (list, _) = rest.split_once(");").expect("the list ends");
        let given: BTreeSet<_> = list.split([',', ' ', '\n', ';']).collect();
        let answers =
            read(&format!("shared/checks/tests/exercises/answers/{name}.rs")).expect("it is there");
        for answer in answers.split("\npub(super) mod ").skip(1) {
            let answer = answer.split(' ').next().expect("it has a name");
            assert!(given.contains(answer), "{name}: nobody gives the answer {answer}");
        }
    }
}

#[test]
fn each_has_a_hint() {
    let info = read(&format!("{PACKAGE}/info.toml")).expect("it is there");
    for entry in info.split("[[exercises]]").skip(1) {
        let hint = entry.split_once("hint = \"\"\"\n").expect("it has a hint").1;
        assert!(hint.trim_end().ends_with("\"\"\""), "the hint comes last: {entry}");
        assert!(hint.split_whitespace().count() > 10, "{entry}");
        let wide = hint.lines().find(|line| line.chars().count() > MOST_COLUMNS_OF_A_HINT);
        assert_eq!(wide, None, "it is shown in terminals");
        assert!(entry.contains("\ntest = false\n"), "its `main` is what is run: {entry}");
    }
}

/// Fetching the crates of the course also fetches those of the exercises.
#[test]
fn both_lock_files_name_the_same_versions() {
    let packages = |path: &str| -> BTreeSet<String> {
        let lock = read(path).expect("it is there").replace('\r', "");
        let entries = lock.split("[[package]]\n").skip(1);
        entries.map(|entry| entry.lines().take(3).collect::<Vec<_>>().join("\n")).collect()
    };
    let own = packages(&format!("{PACKAGE}/Cargo.lock"));
    assert!(own.len() > 5, "there is something to compare");
    let more: Vec<_> = own.difference(&packages("Cargo.lock")).cloned().collect();
    assert!(more.is_empty(), "these are not in Cargo.lock: {more:#?}");
}
