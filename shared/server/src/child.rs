//! A server in a process of its own, so that its use of resources can be told from its clients'.

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

/// The time between two samples of the resources that a server uses.
const SAMPLING_INTERVAL: Duration = Duration::from_millis(50);

/// A server in a process of its own. Dropping this closes the server's standard input, which ends the server.
#[derive(Debug)]
pub struct ServerProcess {
    process: Child,
    /// The address at which the server listens.
    pub address: SocketAddr,
    system: System,
}

/// The resources that a server used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Usage {
    /// The most threads that it had at once; `None` where the operating system doesn't tell.
    pub(crate) threads: Option<u64>,
    /// The processor time that it used.
    pub(crate) cpu: Duration,
    /// The most memory that it had at once, in bytes.
    pub(crate) memory: u64,
}

/// The beginning of a server's first line, up to the address at which it listens.
pub(crate) const LISTENING: &str = "Listening on http://";

impl ServerProcess {
    /// Starts this same program again with `arguments`, which must make it listen at a free port until its
    /// standard input ends. Blocks the thread until it listens.
    ///
    /// # Errors
    ///
    /// Returns an error if the server doesn't start, or its first line has no address.
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

    /// Runs `load`, and returns its result and the resources that the server used while it ran. If the server ends
    /// first, the token is cancelled.
    ///
    /// # Errors
    ///
    /// Returns an error if the thread that watches can't be started.
    pub(crate) fn watch<T>(
        &mut self,
        load: impl FnOnce(&CancellationToken) -> T,
    ) -> io::Result<(T, Usage)> {
        let has_ended = CancellationToken::new();
        let tell = has_ended.clone();
        let (end, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            // It has a thread of its own, so that it doesn't slow the load down.
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

    /// Kills the server. Returns its exit status if it had already ended; `None` otherwise.
    pub fn end(mut self) -> Option<ExitStatus> {
        let ended = self.process.try_wait().ok().flatten();
        let _ = self.process.kill();
        let _ = self.process.wait();
        ended
    }

    /// Samples the server's threads and memory, and returns the processor time that it has used so far.
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

/// Returns a function that puts `what`, and a colon, in front of an error's message.
pub(crate) fn because(what: &str) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}

/// Returns the address in the first line that a server prints; `None` if `line` isn't such a line.
pub fn address(line: &str) -> Option<SocketAddr> {
    line.strip_prefix(LISTENING)?.split('/').next()?.parse().ok()
}

/// Returns the number of threads that serve in a process, that is, all but the one that watches standard input.
/// The source is `/proc`, so it is `None` everywhere but on Linux.
fn threads(pid: Pid) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let threads = status.lines().find_map(|line| line.strip_prefix("Threads:"))?;
    threads.trim().parse::<u64>().ok()?.checked_sub(1)
}
