//! Responses.

use httpdate::HttpDate;
use std::time::{Duration, SystemTime};
use viewer::has_date;

const PLAIN: (&str, &str) = ("content-type", "text/plain");

/// A response to a request, and the wait before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The status in words (RFC 9110, section 15, and RFC 6585 for status 431).
    reason: &'static str,
    /// The headers, except those for the date, the length and the connection.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body, which is plain text.
    pub body: &'static str,
    /// The wait before the response is sent.
    pub wait: Duration,
}

impl Response {
    const fn new(status: u16, reason: &'static str, body: &'static str) -> Self {
        Self { status, reason, headers: &[PLAIN], body, wait: Duration::ZERO }
    }

    /// Makes a response with status 200 and this body.
    pub const fn ok(body: &'static str) -> Self {
        Self::new(200, "OK", body)
    }

    /// Makes a response with status 400, for a request that makes no sense. Its body says `why`.
    pub const fn bad_request(why: &'static str) -> Self {
        Self::new(400, "Bad Request", why)
    }

    /// Makes a response with status 400, for input that isn't a request at all.
    pub const fn malformed() -> Self {
        Self::bad_request("This is not a request of HTTP/1.1.\n")
    }

    /// Makes a response with status 404, for a path at which there is nothing.
    pub const fn not_found() -> Self {
        Self::new(404, "Not Found", "There is nothing here; try / or /wait?ms=50.\n")
    }

    /// Makes a response with status 405, for methods other than `GET` and `HEAD`.
    pub const fn method_not_allowed() -> Self {
        let response = Self::new(405, "Method Not Allowed", "Only GET and HEAD are answered.\n");
        Self { headers: &[PLAIN, ("allow", "GET, HEAD")], ..response }
    }

    /// Makes a response with status 408, for a request that didn't come in time.
    pub const fn timeout() -> Self {
        Self::new(408, "Request Timeout", "The request took too long.\n")
    }

    /// Makes a response with status 431, for a request with too long a head.
    pub(super) const fn too_large() -> Self {
        let why = "The head of the request is too long.\n";
        Self::new(431, "Request Header Fields Too Large", why)
    }

    /// Returns the same response, to be sent after a wait.
    #[must_use]
    pub const fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// Returns the response as bytes, dated `now`, with `connection: close` if `closes`, and without the body if
    /// `head_only`.
    pub fn bytes(&self, now: SystemTime, closes: bool, head_only: bool) -> Vec<u8> {
        let Self { status, reason, headers, body, .. } = self;
        let length = body.len();
        // A server that doesn't know the date must not send one (RFC 9110, section 6.6.1).
        let date = has_date(now).then(|| format!("date: {}\r\n", HttpDate::from(now)));
        let date = date.unwrap_or_default();
        let mut text = format!("HTTP/1.1 {status} {reason}\r\n{date}content-length: {length}\r\n");
        let last = closes.then_some(("connection", "close"));
        for (name, value) in headers.iter().copied().chain(last) {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text.extend(["\r\n", if head_only { "" } else { body }]);
        text.into_bytes()
    }
}
