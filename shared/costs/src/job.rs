//! Jobs that a bench has done in a process of its own, by the same program.

use std::env;
use std::process::{Command, ExitCode, Stdio};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};
use viewer::warn;

/// The environment variable that tells a process its job.
const JOB: &str = "BENCH_JOB";

/// What a process of its own is to do: words.
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
    /// Panics if there is no such word, or it is not a number.
    pub fn number(&self, index: usize) -> u32 {
        self.word(index).parse().expect("it is a number")
    }

    /// Reports the figure that comes of the job, and returns the exit status of the process.
    pub fn report(&self, figure: f64) -> ExitCode {
        // On standard output, the tasks of a lesson print.
        warn(format_args!("{figure}"));
        ExitCode::SUCCESS
    }
}

/// Returns the job of this process, if it was started to do one.
pub fn job() -> Option<Job> {
    let words = env::var(JOB).ok()?;
    Some(Job(words.split(' ').map(str::to_owned).collect()))
}

/// Has a job done by this program in a process of its own, with a command line of its own, and returns
/// the figure that comes of it.
///
/// # Panics
///
/// Panics if the process does not start, fails, or reports no figure.
pub fn in_a_process(job: &str, arguments: &[&str]) -> f64 {
    let program = env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.args(arguments).env(JOB, job).stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.output().expect("this program runs once more");
    let reported = String::from_utf8_lossy(&output.stderr);
    let figure = reported.trim().parse().ok().filter(|_| output.status.success());
    figure.unwrap_or_else(|| panic!("{job} fails: {}: {reported}", output.status))
}

/// Returns the memory that this process has now, in bytes.
///
/// # Panics
///
/// Panics if the system does not tell.
pub fn memory() -> f64 {
    let mut system = System::new();
    let pid = sysinfo::get_current_pid().expect("this process has a number");
    let what = ProcessRefreshKind::nothing().without_tasks().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, what);
    #[expect(clippy::cast_precision_loss, reason = "no memory is that large")]
    let bytes = system.process(pid).expect("this process is there").memory() as f64;
    bytes
}
