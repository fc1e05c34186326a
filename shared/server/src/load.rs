//! Many clients that ask for a page again and again.

use httparse::{EMPTY_HEADER, Status};
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

/// The time between two bytes of a slow client.
const DRIBBLE: Duration = Duration::from_millis(100);
/// The time after which a slow client that was cut off tries again.
const RETRY: Duration = Duration::from_millis(100);
/// The most bytes that the head of a response may have.
const LONGEST_HEAD: usize = 16 * 1024;

/// A load on a server: clients that ask for the same page, each at a steady pace. A client with an unanswered
/// request sends its next one late, but [that counts](Outcome::percentile) against the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The number of clients. Their first requests are spread evenly over one `every`.
    pub clients: u32,
    /// The number of additional clients that send their requests too slowly to finish one.
    pub slow: u32,
    /// The path of the page, with its query.
    pub path: String,
    /// The time from one request of a client to its next one.
    pub every: Duration,
    /// The number of requests that each client makes.
    pub requests: u32,
    /// The time allowed for the last responses. Requests that are unanswered by then have failed.
    pub patience: Duration,
}

/// The outcome of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The number of requests that were answered in full, with status 200.
    pub served: u32,
    /// The number of all other requests.
    pub failed: u32,
    /// The time from the start to the last response, but at least [`Load::every`] for each request of a client.
    pub time: Duration,
    /// The latencies of the requests that were served, in ascending order. They count from the moment at which each
    /// request was due, even if it was sent later because the response before it was late.
    latencies: Vec<Duration>,
}

impl Outcome {
    /// Returns the number of requests served per second.
    pub fn rate(&self) -> f64 {
        f64::from(self.served) / self.time.as_secs_f64()
    }

    /// Returns the latency that `percent` of all requests didn't exceed: 50 gives the median, 99 the p99. Latency
    /// counts from the moment at which a request was due, even if it was sent later. Failed requests count as
    /// slower than all others, so this returns `None` if fewer than `percent` were served.
    ///
    /// # Panics
    ///
    /// Panics if `percent` isn't from 1 to 100.
    pub fn percentile(&self, percent: u32) -> Option<Duration> {
        assert!((1..=100).contains(&percent), "{percent} is a percentage");
        // Failed requests count as slower than all others.
        let all = u64::from(self.served) + u64::from(self.failed);
        let rank = (all * u64::from(percent)).div_ceil(100).max(1);
        self.latencies.get(usize::try_from(rank - 1).ok()?).copied()
    }
}

impl Load {
    /// Puts the server at `address` under this load.
    ///
    /// # Panics
    ///
    /// Panics if there are more than 4,294,967,295 requests.
    ///
    /// # Errors
    ///
    /// Returns an error if no client can connect to the server, or if the operating system has no ports left for so
    /// many clients. A server that is slow, or fails later, is no error: its requests have failed.
    pub async fn run(&self, address: SocketAddr) -> io::Result<Outcome> {
        let start = Instant::now();
        let last = start + self.every * self.requests;
        let end = last + self.patience;
        let mut slow = JoinSet::new();
        for _ in 0..self.slow {
            slow.spawn(dribble(address));
        }
        let is_reached = Arc::new(AtomicBool::new(false));
        let mut clients = JoinSet::new();
        for number in 0..self.clients {
            let first = start + self.every * number / self.clients;
            clients.spawn(self.clone().ask(address, first, end, Arc::clone(&is_reached)));
        }
        let latencies: io::Result<Vec<_>> = clients.join_all().await.into_iter().collect();
        let mut latencies = latencies?.concat();
        latencies.sort_unstable();
        let served = u32::try_from(latencies.len()).expect("there are no more than were asked for");
        let time = last.max(Instant::now()) - start;
        sleep_until(last).await;
        Ok(Outcome { served, failed: self.clients * self.requests - served, time, latencies })
    }

    /// Makes the requests of one client, and returns the latencies of those that were served.
    async fn ask(
        self,
        address: SocketAddr,
        first: Instant,
        end: Instant,
        is_reached: Arc<AtomicBool>,
    ) -> io::Result<Vec<Duration>> {
        let request = format!("GET {} HTTP/1.1\r\nhost: {address}\r\n\r\n", self.path);
        let mut client = Client { address, is_reached, connection: None, input: Vec::new() };
        let mut latencies = Vec::new();
        for number in 0..self.requests {
            let due = first + self.every * number;
            sleep_until(due).await;
            match timeout_at(end, client.get(request.as_bytes())).await {
                Ok(Ok(true)) => latencies.push(due.elapsed()),
                Ok(Err(error)) if client.is_hopeless(&error) => return Err(error),
                // This request has failed; the next one may be luckier.
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Ok(latencies)
    }
}

/// A client that keeps its connection for as long as the server does.
#[derive(Debug)]
struct Client {
    address: SocketAddr,
    /// True once any client has connected.
    is_reached: Arc<AtomicBool>,
    connection: Option<TcpStream>,
    /// The part of a response that was read.
    input: Vec<u8>,
}

impl Client {
    /// Makes a request and reads the response. Returns `true` if its status is 200.
    async fn get(&mut self, request: &[u8]) -> io::Result<bool> {
        if let Some(connection) = self.connection.take() {
            // The server may have closed the connection at the same time. Then no response has begun, and the
            // request can be repeated.
            let response = self.get_on(connection, request).await;
            if response.is_ok() || !self.input.is_empty() {
                return response;
            }
        }
        let connection = TcpStream::connect(self.address).await?;
        self.is_reached.store(true, Ordering::Relaxed);
        connection.set_nodelay(true)?;
        self.get_on(connection, request).await
    }

    /// Returns `true` if a request failed because this client can't reach the server, and not because of anything
    /// the server did.
    fn is_hopeless(&self, error: &io::Error) -> bool {
        error.kind() == ErrorKind::AddrNotAvailable || !self.is_reached.load(Ordering::Relaxed)
    }

    async fn get_on(&mut self, mut connection: TcpStream, request: &[u8]) -> io::Result<bool> {
        self.input.clear();
        connection.write_all(request).await?;
        loop {
            if connection.read_buf(&mut self.input).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if let Some(response) = Response::parse(&self.input)? {
                if response.stays_open {
                    self.connection = Some(connection);
                }
                return Ok(response.status == 200);
            }
        }
    }
}

/// A response that has arrived in full.
#[derive(Debug)]
struct Response {
    status: u16,
    stays_open: bool,
}

impl Response {
    /// Returns the response in `bytes`; `None` if it is incomplete.
    fn parse(bytes: &[u8]) -> io::Result<Option<Self>> {
        let mut headers = [EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut headers);
        let invalid = |error| io::Error::new(ErrorKind::InvalidData, error);
        let Status::Complete(end) = head.parse(bytes).map_err(invalid)? else {
            let is_too_long = bytes.len() > LONGEST_HEAD;
            return if is_too_long { Err(ErrorKind::InvalidData.into()) } else { Ok(None) };
        };
        let header = |name: &str| {
            let mut headers = head.headers.iter();
            let header = headers.find(|header| header.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(header.value).ok()
        };
        let length = header("content-length").and_then(|length| length.parse::<usize>().ok());
        let length = length.ok_or(ErrorKind::InvalidData)?;
        let stays_open = !header("connection").is_some_and(|it| it.eq_ignore_ascii_case("close"));
        let status = head.code.unwrap_or_default();
        Ok((bytes.len() >= end + length).then_some(Self { status, stays_open }))
    }
}

/// Sends requests byte by byte, too slowly to finish one, for ever.
async fn dribble(address: SocketAddr) {
    loop {
        // An error is expected: the server should cut it off.
        let _ = dribble_once(address).await;
        sleep(RETRY).await;
    }
}

async fn dribble_once(address: SocketAddr) -> io::Result<()> {
    let mut connection = TcpStream::connect(address).await?;
    connection.write_all(b"GET / HTTP/1.1\r\nx-slow: ").await?;
    loop {
        sleep(DRIBBLE).await;
        connection.write_all(b"x").await?;
    }
}
