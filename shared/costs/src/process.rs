//! Processes: the programs of lessons, and benches that have a job done in a process of its own.

use serde_json::Value;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio, exit};
use std::time::{Duration, Instant};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// Where a process is told what its job is.
const JOB: &str = "BENCH_JOB";

/// How long it takes to run the program with these arguments, from its start to its end. What it
/// prints is not looked at.
///
/// # Panics
///
/// If it does not run, or fails.
pub fn time_of<A: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = A>) -> Duration {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let began = Instant::now();
    let status = command.status().unwrap_or_else(|error| panic!("{program}: {error}"));
    let time = began.elapsed();
    assert!(status.success(), "{command:?} fails: {status}");
    time
}

/// What the program of a lesson prints as its total when it is run with these arguments, but in full,
/// in seconds of the lesson: as its trace has it.
///
/// # Panics
///
/// If it does not run, or is not the program of a lesson that has one total.
pub fn total_of(program: &str, arguments: &[&str]) -> f64 {
    let bench = env::current_exe().expect("this program has a path");
    let trace = bench.with_extension("total.json");
    let look = [OsStr::new("--quiet"), OsStr::new("--trace"), trace.as_os_str()];
    time_of(program, look.into_iter().chain(arguments.iter().map(OsStr::new)));
    let json = fs::read_to_string(&trace).expect("the trace was written");
    fs::remove_file(&trace).expect("the trace can be removed");
    let trace: Value = serde_json::from_str(&json).expect("a trace is JSON");
    let events = trace["traceEvents"].as_array().expect("there are events");
    let total = events.iter().filter(|event| event["name"] == "Total elapsed time");
    let times: Vec<_> = total.filter_map(|event| event["ts"].as_f64()).collect();
    let [start, stop] = times[..] else { panic!("there is one total: {times:?}") };
    (stop - start) / 1e6
}

/// What a process of its own is to do: words.
#[derive(Clone, Debug)]
pub struct Job(Vec<String>);

impl Job {
    /// The word of that number.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    pub fn word(&self, number: usize) -> &str {
        &self.0[number]
    }

    /// The word of that number, which is a number.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub fn number(&self, number: usize) -> u32 {
        self.word(number).parse().expect("it is a number")
    }

    /// Tells the figure that comes of the job, and ends the process at once.
    pub fn end(&self, figure: f64) -> ! {
        // On standard output, the tasks of a lesson print.
        crate::report::warn(format_args!("{figure}"));
        exit(0)
    }
}

/// The job of this process, if it was started to do one.
pub fn job() -> Option<Job> {
    let words = env::var(JOB).ok()?;
    Some(Job(words.split(' ').map(str::to_owned).collect()))
}

/// Has a job done by this same program in a process of its own, with a command line of its own, and
/// gives the figure that comes of it.
///
/// # Panics
///
/// If it does not run, or tells no figure.
pub fn in_a_process(job: &str, arguments: &[&str]) -> f64 {
    let program = env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.args(arguments).env(JOB, job).stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.output().expect("this program runs once more");
    let told = String::from_utf8_lossy(&output.stderr);
    let figure = told.trim().parse().ok().filter(|_| output.status.success());
    figure.unwrap_or_else(|| panic!("{job} fails: {}: {told}", output.status))
}

/// The memory that this process has now, in bytes.
///
/// # Panics
///
/// If the system does not tell.
pub fn memory() -> f64 {
    let mut system = System::new();
    let pid = sysinfo::get_current_pid().expect("this process has a number");
    let what = ProcessRefreshKind::nothing().without_tasks().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, what);
    #[expect(clippy::cast_precision_loss, reason = "no memory is that large")]
    let bytes = system.process(pid).expect("this process is there").memory() as f64;
    bytes
}
