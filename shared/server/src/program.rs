//! A server as a program: what it is asked to do, and what it has in common with the others.

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

/// The time to pause when a connection could not be had, for lack of open files or of memory, say: it
/// will not be better at once.
const PAUSE: Duration = Duration::from_millis(20);
/// The time between two complaints of a server, at least.
const COMPLAINTS: Duration = Duration::from_secs(1);

/// A program that serves the web.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its name, one word.
    pub name: &'static str,
    /// A sentence printed below the table of its trials.
    pub see: &'static str,
    /// Whether it shuts down when [`Server::unless_stopped`] returns `None`. Otherwise Ctrl-C ends
    /// it at once.
    pub is_graceful: bool,
    /// Serves those who connect.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot begin to.
    pub serve: fn(TcpListener, Server) -> io::Result<()>,
}

/// The settings of a server and the number of requests it has answered. Clones share the count, the
/// permits and the stop signal.
#[derive(Clone, Debug)]
pub struct Server {
    /// The time that a client may take for a request, and for reading the response.
    pub timeout: Duration,
    /// The time to sleep between two rounds of polling.
    pub nap: Duration,
    /// The number of connections that there may be at once.
    pub connections: u32,
    /// The time that what is in flight may take once the server is to end.
    pub grace: Duration,
    /// A token that is cancelled when the server is to end, because Ctrl-C was pressed, say.
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

/// The permit of a connection, which is given back when this is dropped.
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

    /// Begins the exchange on a new connection, where requests are answered by `handle`.
    pub fn exchange(&self, handle: fn(&Request<'_>) -> Response) -> Exchange {
        Exchange::new(handle, self.timeout, self.stop.clone(), Arc::clone(&self.answered))
    }

    /// Acquires a permit for one of the [`connections`](Self::connections) that there may be at once;
    /// while there is none left, blocks the thread.
    pub fn acquire(&self) -> Permit {
        let free = self.permits.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.permits.is_free.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Permit { permits: Arc::clone(&self.permits) }
    }

    /// Waits for the output of `future`, unless the server is to stop before that.
    pub async fn unless_stopped<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        self.stop.run_until_cancelled(future).await
    }

    /// Counts a response that was not given in an [`exchange`](Self::exchange).
    pub fn count(&self) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    /// Asks the server to end.
    pub(crate) fn stop(&self) {
        self.stop.cancel();
    }

    /// Returns whether the server was asked to end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Returns how many requests were answered.
    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// Says on standard error that something did not go well.
    pub fn warn(&self, sentence: &str) {
        warn(format_args!("{sentence}"));
    }

    /// Says on standard error, at most once a second, why a connection could not be accepted or
    /// served. Returns how long to pause before the next one.
    pub fn complain(&self, error: &io::Error) -> Duration {
        let gone =
            [ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset, ErrorKind::NotConnected];
        if gone.contains(&error.kind()) {
            // The client did not wait. The next one may have.
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

/// Returns whether something has come on this connection that was not read yet, be it only its end. The
/// system knows that at once, the event loop when it has asked the system.
pub fn has_input(stream: &TcpStream) -> bool {
    let peeked = SockRef::from(stream).peek(&mut [MaybeUninit::uninit()]);
    !peeked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}
