//! For tests: running a lesson from outside, and what a run ought to print.
//!
//! Everything here panics with a reason when a lesson does not do what it should.

#![allow(clippy::missing_panics_doc, reason = "panicking is how a check says that it failed")]

pub mod expected;
pub mod looks;
pub mod parent;
pub mod picture;
pub mod rejected;
#[cfg(feature = "server")]
pub mod server;
#[cfg(unix)]
pub mod terminal;
pub mod trace;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The program of a lesson.
#[derive(Clone, Copy, Debug)]
pub struct Lesson {
    path: &'static str,
}

/// A path where a file can be written, which is removed in the end.
#[derive(Debug)]
pub struct TemporaryFile {
    path: PathBuf,
}

impl TemporaryFile {
    /// A path of its own, where there is no file yet.
    pub fn new(extension: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("lesson-{}-{number}.{extension}", std::process::id());
        Self { path: std::env::temp_dir().join(name) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was written there.
    pub fn read(&self) -> String {
        fs::read_to_string(&self.path).expect("the file was written")
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // If it was not written, that was checked, or is what was to be checked.
        let _ = fs::remove_file(&self.path);
    }
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// All that was printed on standard output.
    pub stdout: String,
    /// All that was printed on standard error.
    pub stderr: String,
    /// The exit status; `None` if a signal ended the run.
    pub status: Option<i32>,
}

impl Lesson {
    /// The program at `path`, which cargo gives as `env!("CARGO_BIN_EXE_…")`.
    pub const fn at(path: &'static str) -> Self {
        Self { path }
    }

    /// The example of that name, in the package that is being tested.
    pub fn example(name: &str) -> Self {
        let test = std::env::current_exe().expect("this program has a path");
        // Tests are in the folder `deps`, beside the folder `examples`.
        let folder = test.parent().and_then(Path::parent).expect("cargo built it");
        let path = folder.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        assert!(
            Self::is_fresh(&path),
            "{name} is not built as it is now: cargo builds examples only if no test is singled out"
        );
        Self { path: path.to_str().expect("the path is UTF-8").to_owned().leak() }
    }

    /// Whether the program at `path` was built after all that it is made of, which cargo lists beside it.
    pub fn is_fresh(path: &Path) -> bool {
        let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
        let list = fs::read_to_string(path.with_extension("d")).unwrap_or_default();
        let Some((_, sources)) = list.trim().split_once(": ") else { return false };
        // A space in a path is marked with a backslash.
        let sources = sources.replace("\\ ", "\0");
        let mut sources = sources.split(' ').map(|source| PathBuf::from(source.replace('\0', " ")));
        let built = modified(path);
        sources.all(|source| modified(&source).is_some_and(|changed| Some(changed) <= built))
    }

    /// What the program is called.
    pub fn name(self) -> &'static str {
        Path::new(self.path).file_stem().and_then(OsStr::to_str).expect("it has a name")
    }

    /// The command that runs the lesson, with nothing in its environment that changes what it does.
    pub fn command<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Command {
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

    /// Runs the lesson to its end.
    pub fn run<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Run {
        Run::from(self.command(arguments).output().expect("the lesson runs"))
    }

    /// Starts the lesson and waits until it has printed `lines` lines on standard output.
    pub fn start<A: AsRef<OsStr>>(
        self,
        arguments: impl IntoIterator<Item = A>,
        lines: usize,
    ) -> Started {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the lesson runs");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let stderr = child.stderr.take().expect("it is piped");
        let mut seen = String::new();
        for _ in 0..lines {
            assert_ne!(stdout.read_line(&mut seen).expect("a pipe can be read"), 0, "{seen}");
        }
        Started { child, seen, stdout, stderr }
    }

    /// Checks that `--help` and `--version` are answered, the former with all of `words`.
    pub fn helps(self, words: &[&str]) {
        let name = self.name();
        for argument in ["--help", "-h"] {
            let Run { stdout, stderr, status } = self.run([argument]);
            assert_eq!((stderr.as_str(), status), ("", Some(0)));
            assert!(
                stdout.starts_with(&format!("Usage: {name} [OPTIONS] [WORK]...\n")),
                "{stdout}"
            );
            assert!(stdout.contains(&format!("cargo run -p {name} -- ")), "{stdout}");
            let looks =
                ["--timeline", "--narrate", "--ascii", "--quiet", "--svg FILE", "--trace FILE"];
            for words in words.iter().chain(&looks) {
                assert!(stdout.contains(words), "{words} in {stdout}");
            }
        }
        for argument in ["--version", "-V"] {
            let version = format!("{name} {}\n", env!("CARGO_PKG_VERSION"));
            self.run([argument]).check(&version, "", 0);
        }
    }

    /// Checks that a failure to write the lesson's lines is said, on systems that can make writing
    /// fail.
    pub fn says_that_it_cannot_write(self) {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let run = self.command::<&str>([]).stdout(full).output().expect("the lesson runs");
        let Run { stderr, status, .. } = Run::from(run);
        assert_eq!(status, Some(1), "{stderr}");
        assert!(stderr.contains("error: cannot write to standard output: "), "{stderr}");
    }
}

impl Run {
    /// Checks all that is known of the run.
    pub fn check(&self, stdout: &str, stderr: &str, status: i32) {
        let run = (self.stdout.as_str(), self.stderr.as_str(), self.status);
        assert_eq!(run, (stdout, stderr, Some(status)));
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("lessons print UTF-8");
        Self {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            status: output.status.code(),
        }
    }
}

/// A lesson in the middle of its run.
#[derive(Debug)]
pub struct Started {
    child: Child,
    seen: String,
    stdout: BufReader<ChildStdout>,
    stderr: ChildStderr,
}

impl Started {
    /// Presses Ctrl-C and waits for the end.
    #[cfg(unix)]
    pub fn interrupt(self) -> Run {
        let pid = self.child.id().to_string();
        let kill = Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
        assert!(kill.success());
        self.finish()
    }

    /// Closes the pipe that the lesson prints to, and waits for the end.
    pub fn stop_reading(self) -> Run {
        let Self { mut child, seen, stdout, mut stderr } = self;
        drop(stdout);
        let stderr = read(&mut stderr);
        let status = child.wait().expect("the lesson ends").code();
        Run { stdout: seen, stderr, status }
    }

    /// Waits for the end.
    pub fn finish(self) -> Run {
        let Self { mut child, seen, mut stdout, mut stderr } = self;
        let stdout = seen + &read(&mut stdout);
        let stderr = read(&mut stderr);
        let status = child.wait().expect("the lesson ends").code();
        Run { stdout, stderr, status }
    }
}

fn read(pipe: &mut impl Read) -> String {
    let mut text = String::new();
    pipe.read_to_string(&mut text).expect("lessons print UTF-8");
    text
}
