//! Jobs that a bench gives to another process of the same program.

use std::env;
use std::process::{Command, ExitCode, Stdio};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};
use viewer::warn;

/// The environment variable that holds the job of a process.
const JOB: &str = "BENCH_JOB";

/// The job of such a process, as a list of words.
#[derive(Clone, Debug)]
pub struct Job(Vec<String>);

impl Job {
    /// Returns the word at `index`.
    ///
    /// # Panics
    ///
    /// Panics if there are fewer words.
    pub fn word(&self, index: usize) -> &str {
        &self.0[index]
    }

    /// Returns the number at `index`.
    ///
    /// # Panics
    ///
    /// Panics if there is no such word, or it isn't a number.
    pub fn number(&self, index: usize) -> u32 {
        self.word(index).parse().expect("it is a number")
    }

    /// Reports the job's figure to the bench, and returns the exit status of the process.
    pub fn report(&self, figure: f64) -> ExitCode {
        // Standard output is for the tasks of a lesson.
        warn(format_args!("{figure}"));
        ExitCode::SUCCESS
    }
}

/// Returns the job of this process; `None` if this is the bench itself.
pub fn job() -> Option<Job> {
    let words = env::var(JOB).ok()?;
    Some(Job(words.split(' ').map(str::to_owned).collect()))
}

/// Runs this program again as another process, which does this `job`, a list of words separated by spaces, with these
/// `arguments`. Returns the figure that it reports.
///
/// # Panics
///
/// Panics if the process doesn't start, fails, or reports no figure.
pub fn in_a_process(job: &str, arguments: &[&str]) -> f64 {
    let program = env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.args(arguments).env(JOB, job).stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.output().expect("this program runs once more");
    let reported = String::from_utf8_lossy(&output.stderr);
    let figure = reported.trim().parse().ok().filter(|_| output.status.success());
    figure.unwrap_or_else(|| panic!("{job} fails: {}: {reported}", output.status))
}

/// Returns the memory that this process uses now, in bytes.
///
/// # Panics
///
/// Panics if the operating system doesn't tell.
pub fn memory() -> f64 {
    let mut system = System::new();
    let pid = sysinfo::get_current_pid().expect("this process has a number");
    let what = ProcessRefreshKind::nothing().without_tasks().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, what);
    #[expect(clippy::cast_precision_loss, reason = "no memory is that large")]
    let bytes = system.process(pid).expect("this process is there").memory() as f64;
    bytes
}
