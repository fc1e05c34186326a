//! A server as a program: its settings, and the parts that it shares with the other servers.

use crate::http::{Exchange, Request, Response};

use socket2::SockRef;
use std::io::{self, ErrorKind};
use std::mem::MaybeUninit;
use std::net::TcpListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use viewer::warn;

/// The pause after a connection couldn't be accepted. The reason, such as too many open files or too little memory,
/// won't go away at once.
const PAUSE: Duration = Duration::from_millis(20);
/// The shortest time between two complaints of a server.
const COMPLAINTS: Duration = Duration::from_secs(1);

/// A program that serves the web.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The name, one word, such as `async`.
    pub name: &'static str,
    /// A sentence printed below the table of its trials.
    pub see: &'static str,
    /// True if the server shuts down by itself when [`Server::unless_stopped`] returns `None`. Otherwise Ctrl-C ends
    /// it at once.
    pub is_graceful: bool,
    /// A function that serves all clients that connect to the listener. It returns an error if it can't begin to.
    pub serve: fn(TcpListener, Server) -> io::Result<()>,
}

/// The settings of a server and the number of requests it has answered. Clones share the count, the
/// permits and the stop signal.
#[derive(Clone, Debug)]
pub struct Server {
    /// The time that a client may take for a request, and again for reading the response (`--timeout`).
    pub timeout: Duration,
    /// The time to sleep between two rounds of polling (`--nap`).
    pub nap: Duration,
    /// The most connections at once (`--connections`).
    pub connections: u32,
    /// The time that requests in flight may take once the server has been asked to end (`--grace`).
    pub grace: Duration,
    /// The token that is cancelled when the server has to end, for example on Ctrl-C.
    stop: CancellationToken,
    permits: Arc<Permits>,
    answered: Arc<AtomicU64>,
    complained: Arc<Mutex<Option<Instant>>>,
}

#[derive(Debug)]
struct Permits {
    free: Mutex<u32>,
    is_free: Condvar,
}

/// A permit for one connection. Dropping it gives the permit back.
#[derive(Debug)]
pub struct Permit {
    permits: Arc<Permits>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.permits.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.permits.is_free.notify_one();
    }
}

impl Server {
    pub(crate) fn new(timeout: Duration, nap: Duration, connections: u32, grace: Duration) -> Self {
        let permits = Permits { free: Mutex::new(connections), is_free: Condvar::new() };
        Self {
            timeout,
            nap,
            connections,
            grace,
            stop: CancellationToken::new(),
            permits: Arc::new(permits),
            answered: Arc::default(),
            complained: Arc::default(),
        }
    }

    /// Begins the exchange on a new connection, on which `handle` answers the requests.
    pub fn exchange(&self, handle: fn(&Request<'_>) -> Response) -> Exchange {
        Exchange::new(handle, self.timeout, self.stop.clone(), Arc::clone(&self.answered))
    }

    /// Acquires a permit for one of the [`connections`](Self::connections). While none is left, blocks the thread.
    pub fn acquire(&self) -> Permit {
        let free = self.permits.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.permits.is_free.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Permit { permits: Arc::clone(&self.permits) }
    }

    /// Waits for the output of `future`. Returns `None` if the server is asked to end first, which drops `future`.
    pub async fn unless_stopped<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        self.stop.run_until_cancelled(future).await
    }

    /// Counts a response that wasn't written in an [`exchange`](Self::exchange).
    pub fn count(&self) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    /// Asks the server to end.
    pub(crate) fn stop(&self) {
        self.stop.cancel();
    }

    /// Returns `true` if the server was asked to end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Returns the number of requests that were answered.
    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// Prints a sentence on standard error, about something that didn't go well.
    pub fn warn(&self, sentence: &str) {
        warn(format_args!("{sentence}"));
    }

    /// Says on standard error, at most once a second, why a connection couldn't be accepted or served. Returns the
    /// time to pause before the next one: zero if it was only the client that went away.
    pub fn complain(&self, error: &io::Error) -> Duration {
        let gone =
            [ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset, ErrorKind::NotConnected];
        if gone.contains(&error.kind()) {
            // The client has gone; the next one may still be there.
            return Duration::ZERO;
        }
        let mut complained = self.complained.lock().unwrap_or_else(PoisonError::into_inner);
        if complained.is_none_or(|before| before.elapsed() >= COMPLAINTS) {
            *complained = Some(Instant::now());
            warn(format_args!("A connection could not be served: {error}"));
        }
        PAUSE
    }
}

/// Returns `true` if there is something to read on this connection: bytes, its end or an error. This asks the
/// operating system, which knows at once; tokio's own readiness only changes when its event loop runs.
pub fn has_input(stream: &TcpStream) -> bool {
    let peeked = SockRef::from(stream).peek(&mut [MaybeUninit::uninit()]);
    !peeked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}
