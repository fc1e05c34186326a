//! Ctrl-C and SIGTERM if they are ignored, if the thread for them can't be started, and if nobody reads a program's
//! output.

#![cfg(unix)]

use checks::{Program, Run, Started};
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// The time after which a program counts as one that doesn't end.
const PATIENCE: Duration = Duration::from_secs(30);
/// The signals that end a program, with the status that it then has.
const SIGNALS: [(&str, i32); 2] = [("INT", -2), ("TERM", -15)];
const LISTEN: [&str; 2] = ["--listen", "127.0.0.1:0"];
/// Programs that print a line, and then go on until they are ended.
const PROGRAMS: [(&str, &[&str]); 3] =
    [("lesson-03-blocking", &["1000"]), ("lesson-04-async", &["1000"]), ("sync-server", &LISTEN)];
/// A server that finishes the requests in flight.
const GRACEFUL: (&str, &[&str]) = ("async-server", &LISTEN);

/// Runs a check with each program and each signal, all at the same time.
fn with_each(programs: &[(&'static str, &[&str])], check: impl Fn(Command, &str, i32) + Sync) {
    thread::scope(|scope| {
        for (name, arguments) in programs {
            for (signal, status) in SIGNALS {
                let command = Program::named(name).command(*arguments);
                let check = &check;
                scope.spawn(move || check(command, signal, status));
            }
        }
    });
}

/// Starts a program that ignores a signal from the start.
fn start_ignoring(signal: &str, command: &Command) -> Started {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' $0; exec \"$@\"", signal]);
    shell.arg(command.get_program()).args(command.get_args());
    let mut run = Started::new(shell);
    run.line();
    run.signal(&format!("-{signal}"));
    run
}

#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    thread::scope(|scope| {
        for (signal, _) in SIGNALS {
            scope.spawn(move || {
                let lesson = Program::named("lesson-03-blocking").command(["1"]);
                let stdout = start_ignoring(signal, &lesson).finish().ok();
                assert!(stdout.contains("\nTotal elapsed time: "), "{stdout}");
            });
        }
        // To a server, the other signal is the first.
        let run = start_ignoring("INT", &Program::named("async-server").command(LISTEN));
        run.signal("-TERM");
        let Run { stdout, stderr, status } = run.finish();
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(stdout.ends_with("\nEnded: 0 requests were served.\n"), "{stdout}");
        assert_eq!(status, Some(0), "{stderr}");
    });
}

#[test]
fn signals_end_a_program_that_can_have_no_thread_for_them() {
    with_each(&PROGRAMS, |mut command, signal, status| {
        // There isn't enough memory for such a thread.
        command.env("RUST_MIN_STACK", "1000000000000000");
        let mut run = Started::new(command);
        let line = run.complaint();
        assert!(line.starts_with("Ctrl-C will end this program without a word: "), "{line}");
        run.line();
        assert_eq!(check_end(run, signal, status).stderr, "");
    });
}

#[test]
fn signals_end_a_program_whose_words_nobody_reads() {
    let check = |command, signal: &str, status| {
        let (_reader, full) = full_socket();
        let mut run = Started::saying_to(full, command);
        run.line();
        check_end(run, signal, status);
    };
    with_each(&PROGRAMS, check);
    // There are no requests to finish.
    with_each(&[GRACEFUL], |command, signal, _| check(command, signal, 0));
}

#[test]
fn signals_end_a_program_that_waits_to_be_read() {
    let narrated: [(_, &[_]); 2] =
        [("lesson-03-blocking", &["--narrate"]), ("lesson-05-http", &["--narrate"])];
    with_each(&narrated, |command, signal, status| {
        let (_reader, full) = full_socket();
        let run = Started::saying_to(full, command);
        // It gets no further than that. If the operating system doesn't tell, the signal may come earlier.
        let before = Instant::now();
        while run.has_handler(-status) == Some(false) {
            assert!(before.elapsed() < PATIENCE, "it listens");
            thread::yield_now();
        }
        check_end(run, signal, status);
    });
}

/// Returns a full socket that nobody reads.
fn full_socket() -> (UnixStream, OwnedFd) {
    let (reader, mut full) = UnixStream::pair().expect("there are sockets");
    full.set_nonblocking(true).expect("it can be set");
    while full.write(&[0; 100]).is_ok() || full.write(&[0]).is_ok() {}
    full.set_nonblocking(false).expect("it can be set");
    (reader, full.into())
}

/// Checks that a signal ends a program even if nobody reads its output, and returns the outcome.
fn check_end(mut run: Started, signal: &str, status: i32) -> Run {
    run.signal(&format!("-{signal}"));
    let before = Instant::now();
    while !run.has_ended() {
        assert!(before.elapsed() < PATIENCE, "it ends");
        thread::sleep(Duration::from_millis(1));
    }
    let run = run.finish();
    assert_eq!(run.status, Some(status), "{}", run.stderr);
    run
}
