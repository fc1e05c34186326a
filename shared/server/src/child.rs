//! A server in a process of its own, so that what it takes can be told from what its clients take.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};
use tokio_util::sync::CancellationToken;

/// The time between two samples of the resources that a server takes.
const SAMPLING_INTERVAL: Duration = Duration::from_millis(50);

/// A server in a process of its own. If this is dropped, its standard input ends, and so does the
/// server.
#[derive(Debug)]
pub struct ServerProcess {
    process: Child,
    /// The address at which it listens.
    pub address: SocketAddr,
    system: System,
}

/// The resources that a server took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Usage {
    /// The most threads that there were at once, if the system tells.
    pub(crate) threads: Option<u64>,
    /// The time for which it kept a processor busy.
    pub(crate) cpu: Duration,
    /// The most memory that it had at once, in bytes.
    pub(crate) memory: u64,
}

/// The beginning of the first line that a server prints when it listens, up to its address.
pub(crate) const LISTENING: &str = "Listening on http://";

impl ServerProcess {
    /// Starts this very program with `arguments` that make it listen at a free port, until its
    /// standard input ends.
    ///
    /// # Errors
    ///
    /// Returns an error if it does not start, or does not say where it listens.
    pub fn start(arguments: &[OsString]) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let process = command.spawn().map_err(because("cannot start the server"))?;
        let mut server = Self { process, address: ([0; 4], 0).into(), system: System::new() };
        let mut line = String::new();
        let stdout = server.process.stdout.take().map(BufReader::new);
        stdout.map_or(Ok(0), |mut stdout| stdout.read_line(&mut line))?;
        let Some(address) = address(&line) else {
            let status = server.process.wait()?;
            return Err(io::Error::other(format!("the server ended at once ({status})")));
        };
        server.address = address;
        Ok(server)
    }

    /// Runs `load`, and returns its result and the resources that the server used meanwhile. If the server
    /// ends before that, the token is cancelled.
    ///
    /// # Errors
    ///
    /// Returns an error if there can be no thread that watches.
    pub(crate) fn watch<T>(
        &mut self,
        load: impl FnOnce(&CancellationToken) -> T,
    ) -> io::Result<(T, Usage)> {
        let has_ended = CancellationToken::new();
        let tell = has_ended.clone();
        let (end, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            // On a thread of its own, so that those who make the load are not kept waiting.
            let watcher = thread::Builder::new().spawn_scoped(scope, move || {
                let mut usage = Usage::default();
                let before = self.sample(&mut usage);
                loop {
                    let is_over = ended.recv_timeout(SAMPLING_INTERVAL)
                        == Err(RecvTimeoutError::Disconnected);
                    usage.cpu = self.sample(&mut usage).saturating_sub(before);
                    if self.process.try_wait().is_ok_and(|status| status.is_some()) {
                        tell.cancel();
                    }
                    if is_over {
                        return usage;
                    }
                }
            });
            let watcher = watcher.map_err(because("cannot start a thread to watch the server"))?;
            let result = load(&has_ended);
            drop(end);
            Ok((result, watcher.join().unwrap_or_else(|panic| resume_unwind(panic))))
        })
    }

    /// Ends the server at once. Returns its exit status if it had ended by itself.
    pub fn end(mut self) -> Option<ExitStatus> {
        let ended = self.process.try_wait().ok().flatten();
        let _ = self.process.kill();
        let _ = self.process.wait();
        ended
    }

    /// Samples the resources that the server has now, and returns the time for which it kept a
    /// processor busy so far.
    fn sample(&mut self, usage: &mut Usage) -> Duration {
        let pid = Pid::from_u32(self.process.id());
        // Unless told otherwise, the library opens a file for each thread.
        let what = ProcessRefreshKind::nothing().without_tasks().with_cpu().with_memory();
        self.system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, what);
        let process = self.system.process(pid);
        usage.memory = usage.memory.max(process.map_or(0, Process::memory));
        usage.threads = usage.threads.max(threads(pid));
        Duration::from_millis(process.map_or(0, Process::accumulated_cpu_time))
    }
}

/// Returns a function that says in an error what failed because of it.
pub(crate) fn because(what: &str) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}

/// Returns the address in the first line that a server prints.
pub fn address(line: &str) -> Option<SocketAddr> {
    line.strip_prefix(LISTENING)?.split('/').next()?.parse().ok()
}

/// Returns how many threads serve in a process: all but the one that watches standard input.
fn threads(pid: Pid) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let threads = status.lines().find_map(|line| line.strip_prefix("Threads:"))?;
    threads.trim().parse::<u64>().ok()?.checked_sub(1)
}
