//! Hostile places: no more threads. Programs say in one sentence what is wrong, and fail.

use checks::{Program, Run, folder};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// A user without rights, and without other processes.
const NOBODY: u32 = 65_533;

/// Runs a program in which no thread can be started, as a user with so many processes already finds it.
fn without_threads(name: &'static str, arguments: &[&str]) -> Run {
    let program = Program::named(name).command(arguments);
    // Others may not look into the folder where it was built.
    let folder = folder();
    let copy = folder.path().join(name);
    fs::copy(program.get_program(), &copy).expect("a program can be copied");
    let readable = Permissions::from_mode(0o755);
    fs::set_permissions(folder.path(), readable).expect("others may look into a folder");
    let mut command = Command::new("prlimit");
    command.arg("--nproc=1").arg(copy).args(program.get_args()).stdin(Stdio::null());
    command.current_dir(folder.path());
    // There are no limits for root.
    if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        command.uid(NOBODY).gid(NOBODY);
    }
    Run::of(&mut command)
}

#[test]
fn where_there_can_be_no_thread_that_is_said() {
    for (name, arguments, said) in [
        ("threading-parent", &["--fix"] as &[_], "error: cannot start a thread for each parent: "),
        ("parents", &[], "error: cannot start a thread for each parent: "),
        ("lesson-05-http", &[], "error: cannot serve the sites (try --live): "),
        ("lesson-05-http", &["http://127.0.0.1:9/"], "error: cannot make an HTTP client: "),
        ("async-server", &["--listen", "127.0.0.1:0", "--until-eof"], "error: cannot watch "),
    ] {
        let Run { stderr, status, .. } = without_threads(name, arguments);
        let last = stderr.lines().last().unwrap_or_default();
        assert!(last.starts_with(said) && last.contains("temporarily unavailable"), "{stderr}");
        let errors = stderr.lines().filter(|line| line.starts_with("error: "));
        assert_eq!((errors.count(), status), (1, Some(1)), "{name} {arguments:?}: {stderr}");
    }
}

#[test]
fn where_there_can_be_no_thread_most_programs_need_none() {
    for (name, arguments) in [
        ("lesson-03-blocking", &["0"] as &[_]),
        ("lesson-04-async", &["0"]),
        ("sync-parent", &[]),
        ("polling-parent", &[]),
        ("async-parent", &[]),
    ] {
        let Run { stderr, status, .. } = without_threads(name, arguments);
        assert_eq!(status, Some(0), "{name}: {stderr}");
    }
    // The host of a page is looked up on a thread. That is no reason to leave the other pages.
    let arguments = ["--only", "async", "http://localhost:9/"];
    let Run { stderr, .. } = without_threads("lesson-05-http", &arguments);
    let said = "failed: http://localhost:9/: there is no thread to look up localhost on: ";
    assert!(stderr.contains(said) && stderr.contains("0 of 1 pages fetched."), "{stderr}");
}
