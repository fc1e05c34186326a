//! `cargo trap`, which lists the traps and runs one.

use checks::{Run, workspace};
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns the command `cargo trap` in a folder of the workspace. Its programs are built with the features of one
/// lesson, so they have a place of their own: nobody else runs them meanwhile.
fn command(folder: &str, arguments: &[&str]) -> Command {
    let mut command = workspace::cargo(&["trap"]);
    command.args(arguments).current_dir(workspace::root().join(folder));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trap");
    command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
    command
}

fn trap(folder: &str, arguments: &[&str]) -> Run {
    Run::of(&mut command(folder, arguments))
}

#[test]
fn all_traps_are_listed() {
    let listed = trap("", &[]).ok();
    let (heading, listed) = listed.split_once("\n\n").expect("there is a heading");
    assert!(heading.starts_with("The traps") && heading.contains("`cargo trap NAME`"), "{heading}");
    let lines: Vec<Vec<_>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
    for source in workspace::trap_sources() {
        let (folder, name) = source.rsplit_once('/').expect("it is in a folder");
        let lesson = folder.rsplit('-').next().unwrap_or_default().trim_start_matches('0');
        let name = name.trim_end_matches(".rs");
        let told: Vec<_> = lines.iter().filter(|line| line.first() == Some(&name)).collect();
        let [[_, of, about @ ..]] = &told[..].iter().map(|it| &it[..]).collect::<Vec<_>>()[..]
        else {
            panic!("one line about {name} in {listed}");
        };
        assert_eq!(*of, lesson, "{name}");
        assert!(about.len() > 2, "{name} in {listed}");
    }
}

#[test]
fn the_list_ends_quietly_when_nobody_reads_it() {
    let mut command = command("", &[]);
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
    let runs = ["guard-across-await", "guard_across_await"].map(|name| trap("shared", &[name]));
    for Run { stdout, stderr, status } in runs {
        assert_eq!(stdout, "");
        assert_ne!(status, Some(0), "{stderr}");
        let place = "lesson-04/guard_across_await.rs:";
        assert!(stderr.replace('\\', "/").contains(place), "{stderr}");
    }
}

#[test]
fn an_option_is_not_taken_for_a_trap() {
    let help = trap("", &["--help"]).ok();
    assert!(help.starts_with("Usage: cargo trap [NAME]\n"), "{help}");
    for arguments in [&["-h"][..], &["never_closed", "--help"], &["--help", "never_closed"]] {
        assert_eq!(trap("", arguments).ok(), help, "{arguments:?}");
    }
    for (arguments, wrong) in [
        (&["--timeline"][..], "there is no option \"--timeline\"; there is only --help"),
        (&["never_closed", "-x"], "there is no option \"-x\"; there is only --help"),
        (&["never_closed", "given_away"], "one trap at a time: give one name, or none to list"),
    ] {
        let Run { stdout, stderr, status } = trap("", arguments);
        assert_eq!((stdout.as_str(), status), ("", Some(2)), "{stderr}");
        assert!(stderr.starts_with(&format!("error: {wrong}")), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[test]
fn an_unknown_trap_gets_the_nearest_one() {
    let Run { stdout, stderr, status } = trap("", &["gaurd_across"]);
    assert_eq!((stdout.as_str(), status), ("", Some(2)), "{stderr}");
    let nearest = "error: there is no trap \"gaurd_across\"; did you mean \"guard_across_await\"?";
    assert!(stderr.starts_with(nearest) && stderr.lines().count() == 1, "{stderr}");
}
