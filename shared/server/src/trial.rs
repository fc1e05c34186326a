//! Servers under load, and the table of results.

use crate::child::{ServerProcess, Usage, because};
use crate::load::{Load, Outcome};
use std::ffi::OsString;
use std::io;
use std::time::Duration;
use tokio::runtime::Builder;

/// The number of open files that a process needs besides those for its connections.
const OTHER_FILES: u32 = 50;
const MEBIBYTE: u64 = 1024 * 1024;

/// A load on a server, and its results.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    pub(crate) name: &'static str,
    pub(crate) clients: u32,
    pub(crate) outcome: Outcome,
    usage: Usage,
}

/// The figures of a trial for a plot: the name of the server, the number of clients, the requests served per second,
/// and the p99 latency in milliseconds, which is `None` if fewer than 99% of the requests were served.
pub type Figures = (&'static str, u32, [Option<f64>; 2]);

type Column = ([&'static str; 2], usize, fn(&Trial) -> String);

const COLUMNS: [Column; 10] = [
    (["", "clients"], 8, |trial| trial.clients.to_string()),
    (["", "served"], 7, |trial| trial.outcome.served.to_string()),
    (["", "failed"], 7, |trial| trial.outcome.failed.to_string()),
    (["", "seconds"], 8, |trial| format!("{:.1}", trial.outcome.time.as_secs_f64())),
    (["req", "per s"], 7, |trial| format!("{:.0}", trial.outcome.rate())),
    (["p50", "ms"], 6, |trial| milliseconds(trial.outcome.percentile(50))),
    (["p99", "ms"], 6, |trial| milliseconds(trial.outcome.percentile(99))),
    (["", "threads"], 8, |trial| trial.usage.threads.map_or("?".to_owned(), |n| n.to_string())),
    (["CPU", "s"], 6, |trial| format!("{:.2}", trial.usage.cpu.as_secs_f64())),
    (["memory", "MiB"], 7, |trial| {
        let tenths = 10 * trial.usage.memory / MEBIBYTE;
        format!("{}.{}", tenths / 10, tenths % 10)
    }),
];

/// The width of the column of names in characters, if there is one.
const NAMES: usize = 9;

fn milliseconds(latency: Option<Duration>) -> String {
    latency.map_or("never".to_owned(), |time| format!("{:.0}", 1000.0 * time.as_secs_f64()))
}

/// Returns the lines above the rows of the table.
pub(crate) fn heading(with_names: bool) -> [String; 2] {
    [0, 1].map(|line| {
        let columns = COLUMNS.map(|(name, width, _)| format!("{:>width$}", name[line]));
        format!("{:width$}{}", "", columns.concat(), width = if with_names { NAMES } else { 0 })
    })
}

/// Raises the limit on open files, if need be, so that it allows this many connections.
///
/// # Errors
///
/// Returns an error if the operating system doesn't allow that many.
pub(crate) fn allow(connections: u32) -> io::Result<()> {
    let files = u64::from(connections + OTHER_FILES);
    let allowed = rlimit::increase_nofile_limit(files)?;
    if allowed < files {
        let why =
            format!("they need {files} open files, and the operating system allows {allowed}");
        return Err(io::Error::other(why));
    }
    Ok(())
}

impl Trial {
    /// Runs this program with `arguments` as the server `name`, and puts it under `load`.
    ///
    /// # Errors
    ///
    /// Returns an error if the server doesn't start, can't be reached, or ends during the trial.
    pub(crate) fn run(name: &'static str, arguments: &[OsString], load: &Load) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut server = ServerProcess::start(arguments)?;
        let address = server.address;
        let (outcome, usage) = server.watch(|has_ended| {
            runtime.block_on(has_ended.run_until_cancelled(load.run(address)))
        })?;
        if let Some(status) = server.end() {
            return Err(io::Error::other(format!("the server ended during the trial ({status})")));
        }
        let outcome = outcome.expect("the server has not ended");
        let outcome = outcome.map_err(because("cannot connect to the server"))?;
        Ok(Self { name, clients: load.clients, outcome, usage })
    }

    /// Returns the trial's figures for a plot.
    pub(crate) fn figures(&self) -> Figures {
        let p99 = self.outcome.percentile(99).map(|time| 1000.0 * time.as_secs_f64());
        (self.name, self.clients, [Some(self.outcome.rate()), p99])
    }

    /// Returns the trial's row of the table.
    pub(crate) fn row(&self, with_name: bool) -> String {
        let columns = COLUMNS.map(|(_, width, figure)| format!("{:>width$}", figure(self)));
        let (name, width) = if with_name { (self.name, NAMES) } else { ("", 0) };
        format!("{name:width$}{}", columns.concat())
    }
}
