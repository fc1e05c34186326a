//! Web servers: what they are asked to do, how they are put under load, and what is seen then.

mod child;
pub(crate) mod end;
mod listener;
mod load;
#[cfg(feature = "plot")]
mod plot;
mod trial;

pub(crate) use child::LISTENING;
pub use child::ServerProcess;
#[cfg(feature = "testing")]
pub(crate) use child::address;
pub(crate) use listener::listen;
pub use load::{Load, Outcome};
#[cfg(feature = "plot")]
pub(crate) use plot::plot;
pub(crate) use trial::{Trial, heading};

use crate::http::{Exchange, Reply, Request};
use crate::report::warn;
use std::io::{self, ErrorKind};
use std::net::TcpListener;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::yield_now;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// How long to pause when a connection could not be had, for lack of open files or of memory, say: it
/// will not be better at once.
const PAUSE: Duration = Duration::from_millis(20);
/// How often at most, about, a server complains.
const COMPLAINTS: Duration = Duration::from_secs(1);

/// A program that serves the web: what it is called, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What it is called among others, in a word.
    pub name: &'static str,
    /// What there is to see when it is under load, in a sentence.
    pub see: &'static str,
    /// Whether it ends gracefully when it is to, as [`Server::unless_stopped`] tells it. Otherwise,
    /// Ctrl-C ends it at once.
    pub is_graceful: bool,
    /// Serves those who connect.
    ///
    /// # Errors
    ///
    /// If it cannot begin to.
    pub serve: fn(TcpListener, Server) -> io::Result<()>,
}

/// How a server is to serve, and how many requests it answered. Clones are handles on the same.
#[derive(Clone, Debug)]
pub struct Server {
    /// How long a client may take for a request, and for reading the answer.
    pub timeout: Duration,
    /// How long to sleep between two rounds of polling.
    pub nap: Duration,
    /// How many connections there may be at once.
    pub connections: u32,
    /// How long what is in flight may take once the server is to end.
    pub grace: Duration,
    /// Is cancelled when the server is to end, because Ctrl-C was pressed, say.
    stop: CancellationToken,
    places: Arc<Places>,
    answered: Arc<AtomicU64>,
    complained: Arc<Mutex<Option<Instant>>>,
}

#[derive(Debug)]
struct Places {
    free: Mutex<u32>,
    is_free: Condvar,
}

/// The place of a connection, which is free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.places.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.places.is_free.notify_one();
    }
}

impl Server {
    pub(crate) fn new(timeout: Duration, nap: Duration, connections: u32, grace: Duration) -> Self {
        let (stop, answered, complained) = <(CancellationToken, _, _)>::default();
        let places = Places { free: Mutex::new(connections), is_free: Condvar::new() };
        let places = Arc::new(places);
        Self { timeout, nap, connections, grace, stop, places, answered, complained }
    }

    /// What is said on a new connection, if requests are answered by `handle`.
    pub fn exchange(&self, handle: fn(&Request<'_>) -> Reply) -> Exchange {
        Exchange::new(handle, self.timeout, self.stop.clone(), Arc::clone(&self.answered))
    }

    /// Takes one of the [`connections`](Self::connections) that there may be at once; while there is
    /// none left, blocks the thread.
    pub fn take_place(&self) -> Place {
        let free = self.places.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.places.is_free.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Place { places: Arc::clone(&self.places) }
    }

    /// Waits for what comes of `future`, unless the server is to stop before that.
    pub async fn unless_stopped<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        if let Some(result) = self.stop.run_until_cancelled(future.as_mut()).await {
            return Some(result);
        }
        // What has come already is served: before this task is polled again, the event loop looks
        // for it.
        yield_now().await;
        timeout(Duration::ZERO, future).await.ok()
    }

    /// Counts an answer that was not given in an [`exchange`](Self::exchange).
    pub fn count(&self) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    /// How many requests were answered.
    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// Says on standard error, now and then, why a connection could not be accepted or served, and
    /// gives how long to pause before the next one.
    pub fn complain(&self, error: &io::Error) -> Duration {
        let gone = [ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset];
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
