//! The programs of the lessons. They are built here, since cargo doesn't build the programs of other packages.

use serde_json::{Deserializer, Value};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// The program of a lesson. Cargo builds it before its first run.
#[derive(Debug)]
pub struct Lesson {
    name: &'static str,
    path: OnceLock<PathBuf>,
}

impl Lesson {
    /// Makes a handle to the program of the package `name`.
    pub const fn new(name: &'static str) -> Self {
        Self { name, path: OnceLock::new() }
    }

    /// Returns the time that the program takes with these arguments, from its start to its end. Its output is ignored.
    ///
    /// # Panics
    ///
    /// Panics if it can't be built, or fails.
    pub fn time<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Duration {
        let mut command = Command::new(self.path.get_or_init(|| build(self.name)));
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("the lesson runs");
        let time = start.elapsed();
        assert!(status.success(), "{command:?} fails: {status}");
        time
    }

    /// Returns the total of a run with these arguments, in lesson seconds. The source is the run's trace, which is
    /// more exact than its output.
    ///
    /// # Panics
    ///
    /// Panics if it can't be built, fails, or has more than one total.
    pub fn total(&self, arguments: &[&str]) -> f64 {
        let trace = NamedTempFile::new().expect("there is room for a file").into_temp_path();
        let views = ["--quiet".as_ref(), "--trace".as_ref(), trace.as_os_str()];
        self.time(views.into_iter().chain(arguments.iter().map(OsStr::new)));
        let json = fs::read(&trace).expect("the trace was written");
        let trace: Value = serde_json::from_slice(&json).expect("a trace is JSON");
        let events = trace["traceEvents"].as_array().expect("there are events");
        let total = events.iter().filter(|event| event["name"] == "Total elapsed time");
        let times: Vec<_> = total.filter_map(|event| event["ts"].as_f64()).collect();
        let [start, stop] = times[..] else { panic!("there is one total: {times:?}") };
        (stop - start) / 1e6
    }
}

/// Builds a program with the profile of this one, and returns its path.
fn build(name: &str) -> PathBuf {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let mut cargo = Command::new(env!("CARGO"));
    // Use the features of the whole workspace, so that no library is compiled twice.
    cargo.args(["build", "--workspace", "--bin", name, "--profile", profile, "--offline"]);
    cargo.args(["--quiet", "--message-format", "json-render-diagnostics"]);
    // Nor because a build script of one sees cargo's variables about this package, so don't pass them on.
    for (variable, _) in env::vars_os() {
        let name = variable.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&variable);
        }
    }
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{name} cannot be built: {}", output.status);
    let mut messages = Deserializer::from_slice(&output.stdout).into_iter::<Value>().flatten();
    let path = messages.find_map(|message| Some(message["executable"].as_str()?.into()));
    path.expect("cargo tells where the program is")
}
