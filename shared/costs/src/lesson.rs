//! The programs of the lessons, which are built here, since cargo builds none for another package.

use serde_json::{Deserializer, Value};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// The program of a lesson, which cargo builds before it is first run.
#[derive(Debug)]
pub struct Lesson {
    name: &'static str,
    path: OnceLock<PathBuf>,
}

impl Lesson {
    /// Makes the program of the package `name`.
    pub const fn new(name: &'static str) -> Self {
        Self { name, path: OnceLock::new() }
    }

    /// Returns how long it takes to run the program with these arguments, from its start to its end.
    /// What it prints is not looked at.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be built, or fails.
    pub fn time<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Duration {
        let mut command = Command::new(self.path.get_or_init(|| build(self.name)));
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("the lesson runs");
        let time = start.elapsed();
        assert!(status.success(), "{command:?} fails: {status}");
        time
    }

    /// Returns what the program prints as its total when it is run with these arguments, but exactly,
    /// in seconds of the lesson: as its trace has it.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be built, fails, or has more totals than one.
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

/// Builds a program as this one is built, and returns its path.
fn build(name: &str) -> PathBuf {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let mut cargo = Command::new(env!("CARGO"));
    // With the features that the whole workspace asks for, so that no library is compiled twice.
    cargo.args(["build", "--workspace", "--bin", name, "--profile", profile, "--offline"]);
    cargo.args(["--quiet", "--message-format", "json-render-diagnostics"]);
    // Nor because the build script of one sees what cargo tells this program of its own package.
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
