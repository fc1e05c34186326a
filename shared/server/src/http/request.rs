//! Requests.

use httparse::{EMPTY_HEADER, Error, Header, Status};
use std::net::Ipv6Addr;
use std::str;

/// The most headers that a request may have, as in hyper.
const MOST_HEADERS: usize = 100;

/// A request: its method, path and query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
}

/// The head of a request, and its consequences for the connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    pub(super) request: Request<'a>,
    /// The length of the head in bytes.
    pub(super) length: usize,
    /// True if nothing is to be read after this head, because the client wants to close the connection, or because a
    /// body follows, which these servers don't read.
    pub(super) is_last: bool,
}

/// The fault of a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Malformed,
    TooManyHeaders,
}

impl<'a> Request<'a> {
    /// Makes a request of the `method` and the `target` in its first line. Returns `None` if the method can't have
    /// such a target (RFC 9112, section 3.2).
    pub fn new(method: &'a str, target: &'a str) -> Option<Self> {
        // Clients send whole URLs to proxies, and every server has to accept them.
        let scheme = target.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
        let target = match scheme {
            // A tunnel leads to a host and a port, and has no path.
            _ if method == "CONNECT" => {
                port(target).filter(|port| !port.is_empty())?;
                ""
            }
            Some(scheme) => {
                let rest = &target[scheme.len()..];
                // Between the host and the query, there may be no path.
                let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                port(host)?;
                target
            }
            None if target.starts_with('/') || method == "OPTIONS" && target == "*" => target,
            None => return None,
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        // This also refuses a fragment (`#`), which clients don't send.
        if !is_encoded(path, "/:@") || !is_encoded(query, "/:@?") {
            return None;
        }
        let method = if method == "HEAD" { "GET" } else { method };
        Some(Self { method, path: if path.is_empty() { "/" } else { path }, query })
    }

    /// Returns the method, such as `GET`. It is also `GET` for `HEAD`, which asks for the same response without its
    /// body.
    pub fn method(&self) -> &'a str {
        self.method
    }

    /// Returns the path as it was sent, without decoding it.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Returns the first value of that name in the query, as in `?name=50`; `None` if there is none, or it isn't a
    /// whole number.
    pub fn number(&self, name: &str) -> Option<u64> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).and_then(|(_, value)| digits(value))
    }
}

impl<'a> Head<'a> {
    /// Returns the head at the beginning of `bytes`; `None` if it is incomplete.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Option<Self>, Fault> {
        let mut headers = [EMPTY_HEADER; MOST_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let length = match head.parse(bytes) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Ok(None),
            Err(Error::TooManyHeaders) => return Err(Fault::TooManyHeaders),
            Err(_) => return Err(Fault::Malformed),
        };
        let request = head.method.zip(head.path);
        let request = request.and_then(|(method, target)| Request::new(method, target));
        let is_newer = head.version == Some(1);
        let length_said = content_length(head.headers)?;
        let coding = values(head.headers, "transfer-encoding").last();
        // The end of a request must never be in doubt, or part of its body could pass for the next request.
        let is_chunked = coding.is_some_and(|codings| has_last(codings, "chunked"));
        let in_doubt = coding.is_some() && (!is_chunked || length_said.is_some() || !is_newer);
        if in_doubt || !names_host(values(head.headers, "host"), is_newer) {
            return Err(Fault::Malformed);
        }
        let closes = !is_newer || says(head.headers, "close");
        let is_last = closes || is_chunked || length_said.is_some_and(|length| length > 0);
        Ok(Some(Self { request: request.ok_or(Fault::Malformed)?, length, is_last }))
    }
}

/// Returns the values of the headers of that name.
fn values<'a>(headers: &'a [Header<'a>], name: &'a str) -> impl Iterator<Item = &'a [u8]> {
    let named = headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
    named.map(|header| header.value)
}

/// Returns `true` if a request may have these values of the header `Host`: exactly one, which may be empty. Only
/// clients older than HTTP/1.1, which aren't `is_newer`, may leave it out (RFC 9112, section 3.2).
pub fn names_host<'a>(mut hosts: impl Iterator<Item = &'a [u8]>, is_newer: bool) -> bool {
    match (hosts.next(), hosts.next()) {
        (None, _) => !is_newer,
        (Some(host), None) => {
            host.is_empty() || str::from_utf8(host).is_ok_and(|host| port(host).is_some())
        }
        (Some(_), Some(_)) => false,
    }
}

/// Returns `true` if the first method in this input is `HEAD`, so that its response has no body.
pub fn is_head(input: &[u8]) -> bool {
    input.trim_ascii_start().starts_with(b"HEAD ")
}

/// Returns the port after a host, or an empty string if there is none. Returns `None` if this isn't a host, with or
/// without a port (RFC 9110, sections 4.2.1 and 7.2).
fn port(authority: &str) -> Option<&str> {
    // The colons within brackets belong to an address.
    let colon = authority.rfind(':').filter(|colon| !authority[*colon..].contains(']'));
    let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
    let port = port.strip_prefix(':').unwrap_or(port);
    let address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_host = match address {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !host.is_empty() && is_encoded(host, ""),
    };
    (is_host && port.bytes().all(|byte| byte.is_ascii_digit())).then_some(port)
}

/// Returns `true` if this part of a URI has only characters that any part may have, these `others`, and encoded
/// bytes such as `%2f` (RFC 3986, section 2).
fn is_encoded(part: &str, others: &str) -> bool {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=".contains(c) || others.contains(c);
    let mut pieces = part.split('%');
    let first = pieces.next().unwrap_or_default();
    let is_byte = |piece: &str| {
        piece.get(..2).is_some_and(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    first.chars().all(is_plain) && pieces.all(|piece| is_byte(piece) && piece.chars().all(is_plain))
}

/// Returns `true` if `last` is the last of the values, which are separated by commas.
fn has_last(values: &[u8], last: &str) -> bool {
    let value = values.rsplit(|byte| *byte == b',').next().unwrap_or_default();
    value.trim_ascii().eq_ignore_ascii_case(last.as_bytes())
}

/// Returns `true` if a header `Connection` has this option.
fn says(headers: &[Header<'_>], option: &str) -> bool {
    let options = values(headers, "connection").flat_map(|value| value.split(|byte| *byte == b','));
    let mut options = options.map(<[u8]>::trim_ascii);
    options.any(|said| said.eq_ignore_ascii_case(option.as_bytes()))
}

/// Returns the length of the body in bytes; `None` if no header tells it. It's a fault if the headers disagree.
fn content_length(headers: &[Header<'_>]) -> Result<Option<u64>, Fault> {
    let mut said = None;
    for value in values(headers, "content-length") {
        let length = str::from_utf8(value).ok().and_then(digits).ok_or(Fault::Malformed)?;
        if said.is_some_and(|before| before != length) {
            return Err(Fault::Malformed);
        }
        said = Some(length);
    }
    Ok(said)
}

/// Parses a number that has only digits.
fn digits(text: &str) -> Option<u64> {
    // `parse` would also take a plus sign.
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
