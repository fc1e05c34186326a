//! `cargo exercise` knows which exercises are done. These tests don't touch a learner's own exercises, but use tiny
//! ones in folders of their own.

use checks::{Program, Run, folder};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A course with only two exercises.
struct Course {
    folder: TempDir,
}

const INFO: &str = r#"
format_version = 1
final_message = """
You have had enough."""

[[exercises]]
name = "wash"
dir = "01_sync"
test = false
hint = """
Warm water
helps."""

[[exercises]]
name = "dry_up"
dir = "04_async"
hint = "Take a towel."
"#;

const MANIFEST: &str = r#"
bin = [
  { name = "wash", path = "exercises/01_sync/wash.rs" },
  { name = "dry_up", path = "exercises/04_async/dry_up.rs" },
]
[workspace]
[package]
name = "exercises"
edition = "2024"
"#;

const WASH: &str = "exercises/01_sync/wash.rs";
const DRY_UP: &str = "exercises/04_async/dry_up.rs";

impl Course {
    fn new() -> Self {
        let course = Self { folder: folder() };
        for (file, solution) in [(WASH, "// Wash the dishes.\n"), (DRY_UP, "// Dry `them`.\n")] {
            for file in [file, &file.replace("exercises", "solutions")] {
                let folder = course.path(file);
                fs::create_dir_all(folder.parent().expect("it has one")).expect("it can be made");
                course.write(file, solution);
            }
        }
        course.write("info.toml", INFO);
        course.write("Cargo.toml", MANIFEST);
        course.write(WASH, "fn main() {}\n");
        course.write(DRY_UP, "fn main() {\n    std::process::exit(3)\n}\n");
        course
    }

    /// Returns the path of a file in the package of the exercises.
    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("exercises").join(file)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).expect("a file can be written");
    }

    /// Runs the program behind `cargo exercise`, in the folder of the package.
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Program::named("menu").command([&["exercise"], arguments].concat());
        command.current_dir(self.path("")).env("CARGO_NET_OFFLINE", "true");
        // It looks as if cargo had built the program beside these exercises, which are built there, too.
        command.env("CARGO_MANIFEST_DIR", self.folder.path().join("menu"));
        Run::of(command.env("CARGO_TARGET_DIR", self.path("target")))
    }

    /// Returns the list after its heading, with `/` in paths on every operating system.
    fn listed(&self) -> String {
        let listed = self.run(&[]).ok().replace('\\', "/");
        listed.split_once("\n\n").expect("there is a heading").1.to_owned()
    }

    fn state(&self) -> String {
        fs::read_to_string(self.path(STATE)).unwrap_or_default()
    }
}

/// The file in which rustlings notes which exercises are done.
const STATE: &str = ".rustlings-state.txt";

const NOTHING_DONE: &str = "     wash   1 Wash the dishes
     dry_up 4 Dry `them`

0 of 2 done.
Next: `cargo exercise wash`, in
exercises/01_sync/wash.rs
";

#[test]
fn what_is_done_is_listed_and_noted_as_rustlings_does() {
    let course = Course::new();
    assert_eq!(course.listed(), NOTHING_DONE);

    let Run { stdout, stderr, status } = course.run(&["dry-up"]);
    let told = "\n`cargo exercise dry_up --hint` helps. Change this, and run it again:\n\
                exercises/04_async/dry_up.rs\n";
    assert_eq!((&*stdout, &*stderr.replace('\\', "/"), status), ("", told, Some(3)));
    assert_eq!(course.state(), "DON'T EDIT THIS FILE!\n\ndry_up\n");

    let Run { stderr, status, .. } = course.run(&["wash"]);
    let told = "\nDone. You may compare it with\nsolutions/01_sync/wash.rs\n\
                Next: `cargo exercise dry_up`, in\nexercises/04_async/dry_up.rs\n";
    assert_eq!((&*stderr.replace('\\', "/"), status), (told, Some(0)));
    assert_eq!(course.state(), "DON'T EDIT THIS FILE!\n\ndry_up\n\nwash");
    let listed = course.listed();
    assert!(listed.starts_with("done wash   1 Wash the dishes\n     dry_up 4 "), "{listed}");
    assert!(listed.ends_with(
        "\n1 of 2 done.\nNext: `cargo exercise dry_up`, in\nexercises/04_async/dry_up.rs\n"
    ));

    course.write(DRY_UP, "fn main() {}\n");
    let Run { stderr, .. } = course.run(&["dry_up"]);
    assert!(stderr.ends_with("dry_up.rs\nYou have had enough.\n"), "{stderr}");
    assert!(course.listed().ends_with("\n2 of 2 done.\nYou have had enough.\n"));

    // An exercise that no longer compiles is no longer done.
    course.write(WASH, "fn main() {\n");
    let Run { stderr, status, .. } = course.run(&["wash"]);
    assert!(stderr.starts_with("error: ") && stderr.trim_end().ends_with("wash.rs"), "{stderr}");
    assert_eq!(status, Some(101));
    assert_eq!(course.state(), "DON'T EDIT THIS FILE!\n\nwash\n\ndry_up");
}

#[test]
fn a_hint_is_given_and_nothing_run() {
    let course = Course::new();
    assert_eq!(course.run(&["wash", "--hint"]).ok(), "Warm water\nhelps.\n");
    assert_eq!(course.run(&["--hint", "dry-up"]).ok(), "Take a towel.\n");
    assert!(!course.path("target").exists() && !course.path(STATE).exists());
}

#[test]
fn what_rustlings_noted_is_known_and_what_it_did_not_is_passed_over() {
    let course = Course::new();
    let state = "DON'T EDIT THIS FILE!\n\ndry_up\n\nan_older_one\nwash";
    let lost = "DON'T EDIT THIS FILE!\n\nan_older_one\n";
    for state in [state, &state.replace('\n', "\r\n")] {
        course.write(STATE, state);
        let listed = course.listed();
        assert!(listed.starts_with("done wash ") && listed.contains("`cargo exercise dry_up`"));
    }
    assert_eq!(course.run(&["wash"]).status, Some(0));
    assert_eq!(course.state(), "DON'T EDIT THIS FILE!\n\ndry_up\n\nwash");
    for broken in [lost, "", "DON'T", "\n\n\n\n\n\nwash"] {
        course.write(STATE, broken);
        assert_eq!(course.listed(), NOTHING_DONE, "{broken:?}");
    }
    fs::write(course.path(STATE), b"\xff\n\n\xff\n\xff").expect("a file can be written");
    assert_eq!(course.listed(), NOTHING_DONE);
}

#[test]
fn what_cannot_be_noted_is_said_and_an_exercise_that_is_gone_stops_no_other() {
    let course = Course::new();
    fs::create_dir(course.path(STATE)).expect("a folder can be made");
    fs::remove_file(course.path(DRY_UP)).expect("it is there");
    assert_eq!(course.listed(), NOTHING_DONE);
    let Run { stderr, status, .. } = course.run(&["dry_up"]);
    assert!(stderr.contains("dry_up.rs") && status == Some(101), "{stderr}");

    course.write(DRY_UP, "fn main() {}\n");
    let Run { stderr, status, .. } = course.run(&["wash"]);
    let warnings: Vec<_> = stderr.lines().filter(|line| line.starts_with("warning: ")).collect();
    let [warning] = warnings[..] else { panic!("{stderr}") };
    assert!(
        warning.starts_with("warning: cannot save your progress in .rustlings-state.txt: "),
        "{warning}"
    );
    assert_eq!(status, Some(0));
    assert_eq!(course.listed().lines().nth(3), Some("0 of 2 done."));
}
