//! The exercises as their runners see them: free of warnings, formatted, and accepted by rustlings.
//!
//! They are a workspace of their own, which these tests compile once more. That takes a minute the first time, so they
//! only run when asked for: `cargo test -p checks --test runner`.

use checks::{Run, workspace};
use std::process::Command;

fn cargo(arguments: &[&str]) {
    let mut command = workspace::cargo(arguments);
    command.current_dir(workspace::root().join("shared/exercises"));
    command.env("CARGO_NET_OFFLINE", "true");
    let Run { stderr, status, stdout } = Run::of(&mut command);
    assert_eq!(status, Some(0), "cargo {}: {stdout}{stderr}", arguments.join(" "));
}

#[test]
fn exercises_and_solutions_are_formatted() {
    cargo(&["fmt", "--check"]);
}

#[test]
fn no_exercise_and_no_solution_is_warned_of() {
    cargo(&["clippy", "--quiet", "--all-targets", "--locked", "--", "-D", "warnings"]);
}

/// rustlings demands that each exercise fails and that each solution passes, Clippy included.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs it is to know what was not tried")]
fn rustlings_takes_them_where_it_is_installed() {
    let mut command = Command::new("rustlings");
    command.args(["dev", "check", "--require-solutions"]);
    command.current_dir(workspace::root().join("shared/exercises"));
    command.env("CARGO_NET_OFFLINE", "true");
    match command.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            let wrong = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}{wrong}");
        }
        Err(error) => eprintln!("rustlings is not there to be asked: {error}"),
    }
}
