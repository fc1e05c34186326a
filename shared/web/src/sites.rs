//! The seven sites of the Python course, played by a server on the loopback interface, each with its own delay.

use crate::hosts::Sites;
use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use viewer::clock::wall_time;
use viewer::{check_loopback, has_date, warn};

/// The host of each site, and its delay in seconds before `--speed`: the time that the blocking program of the
/// Python course printed for it.
pub const SITES: [(&str, f64); 7] = [
    ("google.com", 0.3),
    ("yahoo.com", 0.8),
    ("linkedin.com", 0.4),
    ("apple.com", 0.3),
    ("microsoft.com", 0.5),
    ("facebook.com", 0.5),
    ("twitter.com", 0.4),
];

/// The pause after a connection couldn't be accepted. The reason, such as too many open files, won't go away at
/// once.
const PAUSE: Duration = Duration::from_millis(20);

impl Sites {
    /// Starts the seven [`SITES`] on a free port, on a thread of their own, for as long as the program runs.
    ///
    /// # Errors
    ///
    /// Returns a sentence if there is no socket or thread to be had, if the machine can't connect to itself, or if
    /// [its date](check_date) can't be written in HTTP.
    pub fn start() -> Result<Self, String> {
        let cannot = |error| format!("cannot serve the sites (try --live): {error}");
        Self::serve(&SITES).map_err(cannot)
    }

    /// Starts other sites in the same way, given as hosts with their delays in seconds.
    ///
    /// # Errors
    ///
    /// Returns an error in the same cases as [`start`](Self::start).
    pub fn serve(sites: &'static [(&str, f64)]) -> io::Result<Self> {
        check_date(SystemTime::now())?;
        check_loopback()?;
        let event_loop = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = event_loop.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        std::thread::Builder::new()
            .name("sites".to_owned())
            .spawn(move || event_loop.block_on(serve(sites, async || listener.accept().await)))?;
        Ok(Self { hosts: sites.iter().map(|(host, _)| (*host).to_owned()).collect(), address })
    }
}

/// Checks that hyper can serve at this time. It dates its responses, and panics at a time that has no date in HTTP.
///
/// # Errors
///
/// Returns an error if the year of this time isn't from 1970 to 9999.
pub fn check_date(now: SystemTime) -> io::Result<()> {
    let wrong = "the clock of this machine is not between the years 1970 and 9999; set it";
    if has_date(now) { Ok(()) } else { Err(io::Error::other(wrong)) }
}

/// Serves all connections that `accept` returns. If it fails, says why, though only once, and goes on.
async fn serve(
    sites: &'static [(&str, f64)],
    accept: impl AsyncFn() -> io::Result<(TcpStream, SocketAddr)>,
) {
    let mut has_failed = false;
    loop {
        match accept().await {
            Ok((stream, _)) => {
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new());
                let service = service_fn(move |request| respond(request, sites));
                tokio::spawn(http.serve_connection(TokioIo::new(stream), service));
            }
            Err(error) => {
                if !std::mem::replace(&mut has_failed, true) {
                    warn(format_args!("The sites could not accept a connection: {error}"));
                }
                sleep(PAUSE).await;
            }
        }
    }
}

async fn respond(
    request: Request<Incoming>,
    sites: &[(&str, f64)],
) -> Result<Response<String>, Infallible> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let page = page_of(sites, host.unwrap_or_default()).await;
    let status = if page.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let mut response = Response::new(page.unwrap_or_else(|| "no such site\n".to_owned()));
    *response.status_mut() = status;
    Ok(response)
}

/// Waits for the delay of the site at this host, divided by `--speed`, and returns its page. Returns `None` at
/// once if there is no such site.
pub async fn page(host: &str) -> Option<String> {
    page_of(&SITES, host).await
}

async fn page_of(sites: &[(&str, f64)], host: &str) -> Option<String> {
    let (site, seconds) = sites.iter().find(|(site, _)| site.eq_ignore_ascii_case(host))?;
    let delay = wall_time(*seconds);
    // A sleep of no time at all would last until the timer's next tick.
    if !delay.is_zero() {
        sleep(delay).await;
    }
    Some(format!("<!doctype html><title>{site}</title>\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use tokio::time::{Instant, timeout};

    #[tokio::test(start_paused = true)]
    async fn a_site_waits_for_its_whole_delay() {
        for (host, seconds) in SITES {
            let asked = Instant::now();
            assert!(page(host).await.is_some_and(|page| page.contains(host)), "{host}");
            let delay = Duration::from_secs_f64(seconds);
            let waited = asked.elapsed();
            // A wait ends with the next tick of the timer.
            let tick = Duration::from_millis(1);
            assert!((delay..=delay + tick).contains(&waited), "{host}: {waited:?}, not {delay:?}");
        }
        let asked = Instant::now();
        assert_eq!(page("nobody.example").await, None);
        assert_eq!(asked.elapsed(), Duration::ZERO, "an unknown site has no delay");
    }

    #[tokio::test(start_paused = true)]
    async fn accepting_that_fails_is_not_tried_again_at_once() {
        let attempts = Cell::new(0);
        let fail = async || {
            attempts.set(attempts.get() + 1);
            assert!(attempts.get() <= 100, "it spins");
            Err(io::Error::other("too many open files"))
        };
        let second = Duration::from_secs(1);
        assert!(timeout(second, serve(&SITES, fail)).await.is_err(), "it goes on");
        assert!((10..=60).contains(&attempts.get()), "{attempts:?}");
    }
}
