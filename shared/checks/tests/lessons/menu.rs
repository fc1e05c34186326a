//! `cargo trap`, `cargo recipe` and `cargo exercise`, which list programs and run one of them.

use checks::{Program, Run, workspace};
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns a command such as `cargo trap` in a folder of the workspace. It builds traps with the features of one
/// lesson, and lessons 3 and 4 by themselves. So it has a target folder of its own, and no other test runs those
/// programs while they are built.
pub(crate) fn command(kind: &str, folder: &str, arguments: &[&str]) -> Command {
    let mut command = workspace::cargo(&[kind]);
    command.args(arguments).current_dir(workspace::root().join(folder));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trap");
    command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
    command
}

fn trap(folder: &str, arguments: &[&str]) -> Run {
    Run::of(&mut command("trap", folder, arguments))
}

/// Returns the outcome of the program that cargo runs for these commands.
fn menu(kind: &'static str, arguments: &[&str]) -> Run {
    Program::named("menu").run([&[kind], arguments].concat())
}

/// Returns the lines of a list as words, without its heading, which must have these words.
fn lines(listed: &str, words: &str) -> Vec<Vec<String>> {
    let (heading, listed) = listed.split_once("\n\n").expect("there is a heading");
    assert!(heading.contains(words), "{heading}");
    listed.lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

fn name(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs")
}

#[test]
fn all_traps_are_listed_without_their_cures() {
    let lines = lines(&trap("", &[]).ok(), "`cargo trap NAME --cure`");
    let mut expected = workspace::examples("traps");
    expected.retain(|source| !source.ends_with("_cure.rs"));
    expected.sort();
    let names: Vec<_> = lines.iter().map(|line| line[0].as_str()).collect();
    assert_eq!(names, expected.iter().map(|source| name(source)).collect::<Vec<_>>());
    for (line, source) in lines.iter().zip(&expected) {
        assert!(source.contains(&format!("/lesson-0{}/", line[1])), "{source}: {line:?}");
        assert!(line.len() > 4, "{line:?}");
    }
}

#[test]
fn all_recipes_are_listed() {
    let lines = lines(&menu("recipe", &[]).ok(), "`cargo recipe NAME`");
    let mut expected = workspace::examples("recipes");
    expected.sort_by_key(|source| name(source).to_owned());
    let names: Vec<_> = lines.iter().map(|line| line[0].as_str()).collect();
    assert_eq!(names, expected.iter().map(|source| name(source)).collect::<Vec<_>>());
    assert!(lines.iter().all(|line| line.len() > 3), "{lines:?}");
}

#[test]
fn all_exercises_are_listed() {
    // The exercises that are done depend on the learner.
    let listed = menu("exercise", &[]).ok().replace("\ndone ", "\n     ");
    let (listed, _) = listed.rsplit_once("\n\n").expect("what is next is said at the end");
    let lines = lines(listed, "`cargo exercise NAME --hint`");
    let mut seen: Vec<_> = lines.iter().map(|line| format!("0{}_", line[1]) + &line[0]).collect();
    let in_order = seen.is_sorted_by_key(|name| name.split('_').next());
    assert!(in_order && lines.iter().all(|line| line.len() > 2), "{lines:?}");
    seen.sort();
    let files = workspace::files("shared/exercises/exercises", "rs").into_iter();
    let expected = files.map(|file| {
        let group = file.rsplit('/').nth(1).unwrap_or_default();
        format!("{}_{}", &group[..2], name(&file))
    });
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

#[test]
fn the_list_ends_quietly_when_nobody_reads_it() {
    let mut command = command("recipe", "", &[]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("cargo runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    Run::from(output).check("", "", 0);
}

#[test]
fn a_trap_runs_from_anywhere_however_it_is_spelt() {
    let said = "in stale_check.rs there was work a moment ago";
    for (folder, name) in [("", "stale_check"), ("lesson-02-coop/src", "stale-check")] {
        let Run { stdout, stderr, status } = trap(folder, &[name]);
        assert_eq!(status, Some(101), "{stderr}");
        assert!(stdout.ends_with("Task One takes 15\n"), "{stdout}");
        for words in said.split(' ') {
            assert!(stderr.contains(words), "{words} in {stderr}");
        }
    }
}

#[test]
fn a_trap_that_the_compiler_rejects_shows_why() {
    let Run { stdout, stderr, status } = trap("shared", &["given-away"]);
    assert_eq!(stdout, "");
    assert_ne!(status, Some(0), "{stderr}");
    let place = "lesson-01/given_away.rs:";
    assert!(stderr.replace('\\', "/").contains(place), "{stderr}");
}

#[test]
fn a_cure_runs_in_place_of_its_trap() {
    let Run { stdout, stderr, status } = trap("", &["--cure", "stale-check"]);
    assert!(stdout.contains("Task One takes 15\n"), "{stdout}");
    let said = "\nshared/traps/lesson-02/README.md explains it.\n";
    assert_eq!((stderr.as_str(), status), (said, Some(0)));
}

#[test]
fn an_option_is_not_taken_for_a_name() {
    for (kind, usage) in
        [("trap", "[NAME] [--cure]"), ("recipe", "[NAME]"), ("exercise", "[NAME] [--hint]")]
    {
        let help = menu(kind, &["--help"]).ok();
        assert!(help.starts_with(&format!("Usage: cargo {kind} {usage}\n")), "{help}");
        for arguments in [&["-h"][..], &["never_closed", "--help"], &["--help", "never_closed"]] {
            assert_eq!(menu(kind, arguments).ok(), help, "{arguments:?}");
        }
    }
}

#[test]
fn the_workspace_of_the_exercises_has_the_same_commands() {
    for kind in ["trap", "recipe", "exercise", "talk"] {
        let help = menu(kind, &["--help"]).ok();
        for folder in ["lesson-04-async", "shared/exercises"] {
            assert_eq!(Run::of(&mut command(kind, folder, &["--help"])).ok(), help, "{folder}");
        }
    }
}

#[test]
fn what_cannot_be_run_gets_a_sentence() {
    for (kind, arguments, wrong) in [
        ("trap", &["--away"][..], "there is no option \"--away\"; there are --cure and --help"),
        ("trap", &["never_closed", "-x"], "there is no option \"-x\"; there are"),
        ("trap", &["--cure"], "--cure needs the name of a trap; `cargo trap` lists them all"),
        ("trap", &["never_closed", "given_away"], "one trap at a time: give one name, or none to"),
        (
            "trap",
            &["gaurd_across"],
            "there is no trap \"gaurd_across\"; did you mean \"guard_across",
        ),
        ("trap", &["stale_check_cure"], "there is no trap \"stale_check_cure\"; did you mean"),
        ("recipe", &["--cure"], "there is no option \"--cure\"; there is only --help"),
        (
            "recipe",
            &["fetch_may"],
            "there is no recipe \"fetch_may\"; did you mean \"fetch_many\"?",
        ),
        ("exercise", &["--cure"], "there is no option \"--cure\"; there are --hint and --help"),
        ("exercise", &["--hint"], "--hint needs the name of an exercise; `cargo exercise` lists"),
        ("exercise", &["over-lap"], "there is no exercise \"over-lap\"; did you mean \"overlap\"?"),
        ("recipe", &["xyz"], "there is no recipe \"xyz\". `cargo recipe` lists them all"),
    ] {
        let Run { stdout, stderr, status } = menu(kind, arguments);
        assert_eq!((stdout.as_str(), status), ("", Some(2)), "{stderr}");
        assert!(stderr.starts_with(&format!("error: {wrong}")), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}
