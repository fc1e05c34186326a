//! Pages of the web, and a client that looks like reqwest's. There is no network behind it: the sites' answers are
//! played on tokio's clock, and each request has a lane.

use crate::run::{Lane, Run};
use std::fmt::{self, Display, Formatter};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// Returns a time in seconds.
pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Returns a time for messages, such as `1.5 s`.
pub(crate) fn told(time: Duration) -> String {
    format!("{}\u{a0}s", time.as_secs_f64())
}

/// The number of requests for one page after which a program counts as endless.
const MOST_REQUESTS: usize = 6;

/// A site: the page at a URL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    pub(crate) url: &'static str,
    /// The statuses of the first response, the second, and so on. The last one stays.
    pub(crate) statuses: &'static [u16],
    /// The time from the request to the headers.
    pub(crate) head: Duration,
    /// The time from the headers to the end of the page.
    pub(crate) body: Duration,
}

impl Site {
    /// Makes a site whose page is there, with status 200.
    pub(crate) const fn new(url: &'static str, head: Duration, body: Duration) -> Self {
        Self { url, statuses: &[200], head, body }
    }

    /// Returns the time from the request to the end of the page.
    pub(crate) fn takes(&self) -> Duration {
        self.head + self.body
    }
}

/// The sites, and all requests to them. Clones are handles to the same sites.
#[derive(Clone, Debug)]
pub(crate) struct Web(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sites: Vec<Site>,
    requests: Mutex<Vec<Request>>,
}

/// A request, and its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) url: String,
    pub(crate) status: StatusCode,
    pub(crate) began: Duration,
    /// The time at which the whole page had arrived, or the request or response was dropped.
    pub(crate) ended: Option<Duration>,
    /// True if the page was read to its end.
    pub(crate) is_read: bool,
}

impl Request {
    /// Returns the time that it took, or has taken up to `now` if it hasn't ended.
    pub(crate) fn took(&self, now: Duration) -> Duration {
        self.ended.unwrap_or(now).saturating_sub(self.began)
    }
}

impl Web {
    pub(crate) fn new(sites: &[Site]) -> Self {
        Self(Arc::new(Inner { sites: sites.to_vec(), requests: Mutex::default() }))
    }

    /// Returns a client for these sites.
    pub(crate) fn client(&self, run: &Run) -> Client {
        Client { run: run.clone(), web: self.clone() }
    }

    /// Returns all requests so far, in the order in which they began.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Request>> {
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the name of a URL's lane.
pub(crate) fn name(url: &str) -> &str {
    url.trim_start_matches("http://")
}

/// Returns the body that a site sends with this status.
pub(crate) fn page(url: &str, status: StatusCode) -> String {
    if status.is_success() { format!("the page of {}", name(url)) } else { status.to_string() }
}

/// A client, which requests pages. It looks like `reqwest::Client`.
///
/// Clones are handles to the same client.
#[derive(Clone, Debug)]
pub struct Client {
    run: Run,
    web: Web,
}

impl Client {
    /// Makes a request for the page at `url`, which isn't sent yet.
    pub fn get(&self, url: impl AsRef<str>) -> RequestBuilder {
        RequestBuilder { client: self.clone(), url: url.as_ref().to_owned(), limit: None }
    }
}

/// A request that hasn't been sent yet.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RequestBuilder {
    client: Client,
    url: String,
    limit: Option<Duration>,
}

impl RequestBuilder {
    /// Limits the time from sending the request to the end of the page.
    pub fn timeout(self, limit: Duration) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Sends the request, and returns the response as soon as its headers have arrived.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such site, or if the headers don't arrive in time.
    pub async fn send(self) -> Result<Response, Error> {
        let Self { client: Client { run, web }, url, limit } = self;
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        let Some(site) = web.0.sites.iter().find(|site| site.url == url).copied() else {
            return Err(Error { url, reason: Reason::NoSuchSite });
        };
        let began = run.now();
        let (number, earlier, status) = {
            let mut requests = web.lock();
            let earlier = requests.iter().filter(|request| request.url == url).count();
            let status = site.statuses.get(earlier).or(site.statuses.last());
            let status = StatusCode(status.copied().unwrap_or(200));
            let request = Request { url: url.clone(), status, began, ended: None, is_read: false };
            requests.push(request);
            (requests.len() - 1, earlier, status)
        };
        if earlier == MOST_REQUESTS {
            run.give_up();
        }
        let lane = run.lane(name(&url));
        lane.waits();
        if !status.is_success() {
            lane.takes(&status.0.to_string());
        }
        let exchange = Exchange { web, run, number, lane, deadline, url };
        exchange.wait(site.head).await?;
        if site.body.is_zero() {
            exchange.end();
        }
        Ok(Response { exchange, status, body: site.body })
    }
}

/// A request that has been sent. Dropping it ends it.
#[derive(Debug)]
struct Exchange {
    web: Web,
    run: Run,
    /// The index of the request, from 0.
    number: usize,
    lane: Lane,
    deadline: Option<Instant>,
    url: String,
}

impl Exchange {
    async fn wait(&self, time: Duration) -> Result<(), Error> {
        let Some(deadline) = self.deadline else {
            sleep(time).await;
            return Ok(());
        };
        let result = timeout_at(deadline, sleep(time)).await;
        result.map_err(|_| Error { url: self.url.clone(), reason: Reason::Timeout })
    }

    /// Notes that nothing more will arrive.
    fn end(&self) {
        let now = self.run.now();
        self.web.lock()[self.number].ended.get_or_insert(now);
        self.lane.ends();
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.end();
    }
}

/// A response. Its headers have arrived, but the page may still be on its way.
#[derive(Debug)]
pub struct Response {
    exchange: Exchange,
    status: StatusCode,
    body: Duration,
}

impl Response {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the URL.
    pub fn url(&self) -> &str {
        &self.exchange.url
    }

    /// Turns a response into an error if its status says that there is one.
    ///
    /// # Errors
    ///
    /// Returns an error if the status is 400 or more.
    pub fn error_for_status(self) -> Result<Self, Error> {
        if self.status.is_client_error() || self.status.is_server_error() {
            let url = self.exchange.url.clone();
            return Err(Error { url, reason: Reason::Status(self.status) });
        }
        Ok(self)
    }

    /// Waits for the end of the page, and returns it.
    ///
    /// # Errors
    ///
    /// Returns an error if the page doesn't arrive in time.
    pub async fn text(self) -> Result<String, Error> {
        if !self.body.is_zero() && self.status.is_success() {
            self.exchange.lane.takes("body");
        }
        self.exchange.wait(self.body).await?;
        self.exchange.web.lock()[self.exchange.number].is_read = true;
        Ok(page(self.url(), self.status))
    }
}

/// The status of a response, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusCode(u16);

impl StatusCode {
    /// 200: the page follows.
    pub const OK: Self = Self(200);
    /// 404: there is no such page.
    pub const NOT_FOUND: Self = Self(404);
    /// 500: the site has failed.
    pub const INTERNAL_SERVER_ERROR: Self = Self(500);
    /// 503: the site is busy.
    pub const SERVICE_UNAVAILABLE: Self = Self(503);

    /// Returns the number.
    pub fn as_u16(self) -> u16 {
        self.0
    }

    /// Returns `true` if it is from 200 to 299: the page is the one that was asked for.
    pub fn is_success(self) -> bool {
        (200..300).contains(&self.0)
    }

    /// Returns `true` if it is from 400 to 499: something is wrong with the request.
    pub fn is_client_error(self) -> bool {
        (400..500).contains(&self.0)
    }

    /// Returns `true` if it is from 500 to 599: something is wrong with the site.
    pub fn is_server_error(self) -> bool {
        (500..600).contains(&self.0)
    }
}

impl PartialEq<u16> for StatusCode {
    fn eq(&self, other: &u16) -> bool {
        self.0 == *other
    }
}

impl Display for StatusCode {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let text = match *self {
            Self::OK => "OK",
            Self::NOT_FOUND => "Not Found",
            Self::INTERNAL_SERVER_ERROR => "Internal Server Error",
            Self::SERVICE_UNAVAILABLE => "Service Unavailable",
            _ => "<unknown status code>",
        };
        write!(formatter, "{} {text}", self.0)
    }
}

/// The reason why there is no page.
#[derive(Debug)]
pub struct Error {
    url: String,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    NoSuchSite,
    Timeout,
    Status(StatusCode),
}

impl Error {
    /// Returns the URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the status, if that is the error; `None` otherwise.
    pub fn status(&self) -> Option<StatusCode> {
        match self.reason {
            Reason::Status(status) => Some(status),
            _ => None,
        }
    }

    /// Returns `true` if the status is the error.
    pub fn is_status(&self) -> bool {
        matches!(self.reason, Reason::Status(_))
    }

    /// Returns `true` if the page didn't arrive in time.
    pub fn is_timeout(&self) -> bool {
        matches!(self.reason, Reason::Timeout)
    }

    /// Returns `true` if there is no such site.
    pub fn is_connect(&self) -> bool {
        matches!(self.reason, Reason::NoSuchSite)
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::NoSuchSite => write!(formatter, "no such site: {}", self.url),
            Reason::Timeout => write!(formatter, "no response in time: {}", self.url),
            Reason::Status(status) => write!(formatter, "{status}: {}", self.url),
        }
    }
}

impl std::error::Error for Error {}
