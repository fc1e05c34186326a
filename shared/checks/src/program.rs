//! Programs of the workspace, and their runs.

use crate::{look, workspace};
#[cfg(unix)]
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Output, Stdio};
#[cfg(unix)]
use std::sync::{Arc, Once, atomic::AtomicBool};
use tempfile::TempDir;

/// A program of the workspace, built from its current sources.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The name.
    pub name: &'static str,
    pub(crate) path: &'static Path,
}

/// The outcome of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// Everything that was printed on standard output.
    pub stdout: String,
    /// Everything that was printed on standard error.
    pub stderr: String,
    /// The exit status, or minus the number of the signal that ended the run.
    pub status: Option<i32>,
}

/// Returns the exit status, or minus the number of the signal that ended a run.
pub(crate) fn status(status: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Some(-signal);
    }
    status.code()
}

/// Makes Ctrl-C reach all programs that are started from now on, even if these tests were started with Ctrl-C ignored,
/// as scripts do for programs in the background.
pub(crate) fn hear_signals() {
    #[cfg(unix)]
    static HEARS: Once = Once::new();
    // A signal that has a handler here isn't ignored there, and this handler does the default.
    #[cfg(unix)]
    HEARS.call_once(|| {
        for signal in [SIGINT, SIGTERM] {
            let always = Arc::new(AtomicBool::new(true));
            flag::register_conditional_default(signal, always).expect("it can be handled");
        }
    });
}

/// Returns a new folder. Dropping it removes it, with everything in it.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder can be made")
}

impl Program {
    /// Returns the lesson or the example of that name.
    pub fn named(name: &'static str) -> Self {
        Self::at(name, workspace::program(name))
    }

    /// Returns the program at that path.
    pub fn at(name: &'static str, path: &'static Path) -> Self {
        Self { name, path }
    }

    /// Returns the command that runs the program, without environment variables that would change what it does.
    pub fn command<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Command {
        hear_signals();
        let mut command = Command::new(self.path);
        command.args(arguments).stdin(Stdio::null());
        command.env("LC_ALL", "C.UTF-8");
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        for proxy in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
            command.env_remove(proxy).env_remove(proxy.to_uppercase());
        }
        command
    }

    /// Returns the command that runs the program with at most this many open files, if the operating system has such a
    /// limit.
    pub fn command_with_files<A: AsRef<OsStr>>(
        self,
        files: u32,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        // The path is an argument of its own, so that the shell doesn't interpret it.
        let script = format!("ulimit -n {files}; exec \"$0\" \"$@\"");
        let mut command = Self::at("sh", Path::new("sh")).command(["-c", &script]);
        command.arg(self.path).args(arguments);
        command
    }

    /// Runs the program to its end.
    pub fn run<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs the program, which must succeed, and returns the text that it writes to the file named with `option`.
    pub fn written(self, arguments: &[&str], option: &str) -> (Run, String) {
        let folder = folder();
        let path = folder.path().join("written");
        let written = [OsStr::new(option), path.as_os_str()];
        let run = self.run(arguments.iter().map(OsStr::new).chain(written));
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        (run, std::fs::read_to_string(path).expect("the file was written"))
    }

    /// Runs the program, which must succeed, and returns the picture that it draws, which must look right.
    pub fn draw(self, arguments: &[&str]) -> String {
        let (_, svg) = self.written(arguments, "--svg");
        look::check(&svg);
        svg
    }

    /// Starts the program and waits until it has printed `lines` lines on standard output.
    pub fn start<A: AsRef<OsStr>>(
        self,
        arguments: impl IntoIterator<Item = A>,
        lines: usize,
    ) -> Started {
        let mut run = Started::new(self.command(arguments));
        for _ in 0..lines {
            run.line();
        }
        run
    }

    /// Checks that the program answers `--version` and `--help`, the latter with this usage, all of `words`, and
    /// commands that run this program.
    pub fn helps(self, usage: &str, words: &[&str]) {
        for argument in ["--help", "-h"] {
            let Run { stdout, stderr, status } = self.run([argument]);
            assert_eq!((stderr.as_str(), status), ("", Some(0)));
            let usage = format!("Usage: {} [OPTIONS]{usage}\n", self.name);
            assert!(stdout.starts_with(&usage), "{stdout}");
            for words in words {
                assert!(stdout.contains(words), "{words} in {stdout}");
            }
            let is_package = workspace::packages().contains_key(self.name);
            let option = if is_package { "-p" } else { "--example" };
            let run = format!("  cargo run {option} {} -- ", self.name);
            let mut commands = stdout.lines().filter(|line| line.contains("cargo ")).peekable();
            assert!(commands.peek().is_some(), "{stdout}");
            assert!(commands.all(|line| line.starts_with(&run)), "{run} in {stdout}");
        }
        for argument in ["--version", "-V"] {
            let version = format!("{} {}\n", self.name, env!("CARGO_PKG_VERSION"));
            self.run([argument]).check(&version, "", 0);
        }
    }

    /// Checks that the program says when it can't write its lines, on operating systems that can make writing fail.
    pub fn says_that_it_cannot_write(self) {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let run = self.command::<&str>([]).stdout(full).output().expect("the program runs");
        let Run { stderr, status, .. } = Run::from(run);
        assert_eq!(status, Some(1), "{stderr}");
        assert!(stderr.contains("error: cannot write to standard output: "), "{stderr}");
    }
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        Self::from(command.output().expect("the program runs"))
    }

    /// Checks everything about the run.
    pub fn check(&self, stdout: &str, stderr: &str, status: impl Into<Option<i32>>) {
        let run = (self.stdout.as_str(), self.stderr.as_str(), self.status);
        assert_eq!(run, (stdout, stderr, status.into()));
    }

    /// Checks that the program succeeded and printed nothing on standard error, and returns its output.
    pub fn ok(self) -> String {
        assert_eq!((self.stderr.as_str(), self.status), ("", Some(0)), "{}", self.stdout);
        self.stdout
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("programs print UTF-8");
        Self {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            status: status(output.status),
        }
    }
}

/// A program in the middle of its run. Dropping this kills it.
#[derive(Debug)]
pub struct Started {
    child: Child,
    seen: String,
    stdout: Option<BufReader<ChildStdout>>,
    stderr: Option<BufReader<ChildStderr>>,
}

impl Started {
    /// Starts a command.
    pub fn new(command: Command) -> Self {
        Self::saying_to(Stdio::piped(), command)
    }

    /// Starts a command with this standard error.
    pub fn saying_to(stderr: impl Into<Stdio>, mut command: Command) -> Self {
        hear_signals();
        command.stdout(Stdio::piped()).stderr(stderr);
        let mut child = command.spawn().expect("the program runs");
        let stdout = child.stdout.take().map(BufReader::new);
        let stderr = child.stderr.take().map(BufReader::new);
        Self { child, seen: String::new(), stdout, stderr }
    }

    /// Returns the next line that the program prints on standard output.
    pub fn line(&mut self) -> String {
        let line = line(self.stdout.as_mut().expect("it is read"));
        assert_ne!(line, "", "after {}", self.seen);
        self.seen += &line;
        line
    }

    /// Returns the next line that the program prints on standard error.
    pub fn complaint(&mut self) -> String {
        line(self.stderr.as_mut().expect("it is read"))
    }

    /// Returns the number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal to the program.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
    }

    /// Presses Ctrl-C and waits for the end.
    #[cfg(unix)]
    pub fn interrupt(self) -> Run {
        self.signal("-INT");
        self.finish()
    }

    /// Closes the pipe to which the program prints, and waits for the end.
    pub fn stop_reading(mut self) -> Run {
        self.stdout = None;
        self.finish()
    }

    /// Closes the standard input of the program.
    pub(crate) fn close(&mut self) {
        drop(self.child.stdin.take());
    }

    /// Returns `true` if the program has a handler for the signal of this number; `None` if the operating system
    /// doesn't tell.
    pub fn has_handler(&self, signal: i32) -> Option<bool> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"))?;
        let caught = u64::from_str_radix(caught.trim(), 16).ok()?;
        Some(caught >> (signal - 1) & 1 == 1)
    }

    /// Returns `true` if the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Waits for the end.
    pub fn finish(mut self) -> Run {
        let mut stdout = std::mem::take(&mut self.seen);
        let mut stderr = String::new();
        if let Some(pipe) = &mut self.stdout {
            pipe.read_to_string(&mut stdout).expect("programs print UTF-8");
        }
        if let Some(pipe) = &mut self.stderr {
            pipe.read_to_string(&mut stderr).expect("programs print UTF-8");
        }
        let status = status(self.child.wait().expect("the program ends"));
        Run { stdout, stderr, status }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // This fails if it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(pipe: &mut impl BufRead) -> String {
    let mut line = String::new();
    pipe.read_line(&mut line).expect("a pipe can be read");
    line
}
