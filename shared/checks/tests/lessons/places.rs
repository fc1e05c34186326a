//! Hostile places: no more threads, no loopback interface, a server that is killed. Programs say in one sentence what
//! is wrong, and fail.

use checks::{Program, Run, folder};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A user without rights, and without other processes.
const NOBODY: u32 = 65_533;

/// The time that nothing here takes, even on a busy machine. Only an endless load would take longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs a program that can't start any threads, like that of a user who already has too many processes.
fn without_threads(name: &'static str, arguments: &[&str]) -> Run {
    let program = Program::named(name).command(arguments);
    // Other users may not have access to the folder where it was built. (A copy that this process writes couldn't be
    // run while any test starts a program, since for a moment that has all open files of this process.)
    let folder = folder();
    let copy = folder.path().join(name);
    let copied = Command::new("cp").arg(program.get_program()).arg(&copy).status();
    assert!(copied.is_ok_and(|status| status.success()), "a program can be copied");
    let readable = Permissions::from_mode(0o755);
    fs::set_permissions(folder.path(), readable).expect("others may look into a folder");
    let mut command = Command::new("prlimit");
    command.arg("--nproc=1").arg(copy).args(program.get_args()).stdin(Stdio::null());
    command.current_dir(folder.path());
    // The limit doesn't apply to root.
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
        (
            "async-server",
            &["--listen", "127.0.0.1:0", "--until-eof"],
            "error: cannot start a thread ",
        ),
        (
            "async-server",
            &["--clients", "1"],
            "error: no trial of async with 1 at once: cannot start the server: ",
        ),
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
    // The host of a page is looked up on a thread. If that fails, the other pages are still fetched.
    let arguments = ["--only", "async", "http://localhost:9/"];
    let Run { stderr, .. } = without_threads("lesson-05-http", &arguments);
    let said = "failed: http://localhost:9/: cannot start a thread to look up localhost: ";
    assert!(stderr.contains(said) && stderr.contains("0 of 1 pages fetched."), "{stderr}");
}

#[test]
fn where_loopback_is_down_that_is_said_once() {
    let allowed = |option: &&str| {
        let tried = Command::new("unshare").args([option, "true"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    // In a new network namespace, the loopback interface is down; not every user may make one.
    let Some(option) = ["-n", "-rn"].into_iter().find(allowed) else { return };
    for (name, arguments) in [
        ("lesson-05-http", &[] as &[_]),
        ("sync-server", &[]),
        ("sites-server", &["--clients", "1,2"]),
        ("servers", &["--clients", "1,2"]),
    ] {
        let program = Program::named(name).command(arguments);
        let mut command = Command::new("unshare");
        command.arg(option).arg(program.get_program()).args(program.get_args());
        let Run { stdout, stderr, status } = Run::of(command.stdin(Stdio::null()));
        assert_eq!((stdout.as_str(), status), ("", Some(1)), "{stderr}");
        let said = "this machine cannot connect to itself";
        assert!(stderr.starts_with("error: ") && stderr.contains(said), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// Returns the number of the process that `parent` has started; `None` until a client has connected to it.
fn busy_child(parent: u32) -> Option<u32> {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).ok()?;
    let child = children.split_whitespace().next()?.parse().ok()?;
    // Until it runs its own program, it has the files of its parent.
    let arguments = fs::read_to_string(format!("/proc/{child}/cmdline")).ok()?;
    arguments.contains("--until-eof").then_some(())?;
    let files = fs::read_dir(format!("/proc/{child}/fd")).ok()?;
    let links = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    let sockets = links.filter(|link| link.to_string_lossy().starts_with("socket:"));
    // One socket at which it listens, and one for the client.
    (sockets.count() >= 2).then_some(child)
}

#[test]
fn a_server_that_is_killed_under_load_is_not_called_slow() {
    if !Path::new("/proc/self/task").join(std::process::id().to_string()).join("children").exists()
    {
        return;
    }
    let load = ["--clients", "1", "--requests", "300"];
    for (name, arguments) in
        [("async-server", &load[..]), ("servers", &[&load[..], &["--only", "async"]].concat())]
    {
        let run = Program::named(name).start(arguments, 2);
        let before = Instant::now();
        let child = loop {
            if let Some(child) = busy_child(run.id()) {
                break child;
            }
            assert!(before.elapsed() < PATIENCE, "the server is under load");
            thread::sleep(Duration::from_millis(1));
        };
        let kill = Command::new("kill").args(["-KILL", &child.to_string()]).status();
        assert!(kill.is_ok_and(|status| status.success()));
        let Run { stdout, stderr, status } = run.finish();
        assert!(before.elapsed() < PATIENCE, "the load ends when the server does");
        assert_eq!((stdout.lines().count(), status), (2, Some(1)), "{stdout}");
        let ended = "the server ended during the trial (signal: 9 (SIGKILL))";
        assert_eq!(stderr, format!("error: no trial of async with 1 at once: {ended}\n"));
    }
}
