//! The checks on every server's answers to random requests.

use crate::server::subject::{Listening, Subject};
use ::server::http::MOST_BYTES;
use httparse::{EMPTY_HEADER, Error, Status};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use std::thread;

/// The number of requests that a server has to survive.
const REQUESTS: u32 = 10_000;
/// The number of clients that send them. With several, a server's waits overlap.
const CLIENTS: u32 = 16;

/// The parts of requests, right and wrong ones, separated by bars.
const PARTS: &str = concat!(
    "GET |POST |HEAD |G| |/|/wait?ms=0|/wait?ms=1|/wait?ms=99999999999|?|http://x|*|",
    " HTTP/1.1| HTTP/1.0| HTTP/2|\r\n|\n|\r|\r\n\r\n|Host: x|host:|Connection: close|",
    "Connection: keep-alive|Content-Length: 5|Content-Length: 99999999999999999999|",
    "Transfer-Encoding: chunked|Expect: 100-continue|:|\t|\0|\u{e9}|0\r\n\r\n|",
    "5\r\nhello\r\n|x",
);

/// The statuses that servers may answer with.
const STATUSES: [&str; 8] = ["100", "200", "400", "404", "405", "408", "414", "431"];

/// A change to a request.
#[derive(Clone, Debug)]
enum Mutation {
    Replace(Index, u8),
    Insert(Index, &'static str),
    Remove(Index, usize),
    Truncate(Index),
    Repeat(Index, usize),
}

fn parts() -> Vec<&'static str> {
    PARTS.split('|').collect()
}

fn requests() -> impl Strategy<Value = Vec<u8>> {
    let good = select(vec![
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /wait?ms=1 HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
        "POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
        "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.1\r\nHost: y\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ]);
    let mutation = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        (any::<Index>(), select(parts())).prop_map(|(at, part)| Mutation::Insert(at, part)),
        (any::<Index>(), 1..9_usize).prop_map(|(at, count)| Mutation::Remove(at, count)),
        any::<Index>().prop_map(Mutation::Truncate),
        (any::<Index>(), 1..300_usize).prop_map(|(at, count)| Mutation::Repeat(at, count)),
    ];
    let mutated = (good, prop::collection::vec(mutation, 0..4))
        .prop_map(|(good, mutations)| mutations.iter().fold(good.as_bytes().to_vec(), mutate));
    let parts = prop::collection::vec(select(parts()), 0..40).prop_map(|it| it.concat().into());
    let noise = prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![4 => mutated, 2 => parts, 1 => noise]
}

fn mutate(mut request: Vec<u8>, mutation: &Mutation) -> Vec<u8> {
    let length = request.len();
    match mutation {
        Mutation::Replace(at, byte) if length > 0 => request[at.index(length)] = *byte,
        Mutation::Insert(at, part) => {
            let at = at.index(length + 1);
            request.splice(at..at, part.bytes());
        }
        Mutation::Remove(at, count) if length > 0 => {
            let at = at.index(length);
            request.drain(at..(at + count).min(length));
        }
        Mutation::Truncate(at) => request.truncate(at.index(length + 1)),
        Mutation::Repeat(at, count) if length > 0 => {
            let at = at.index(length);
            let part = request[at..(at + 60).min(length)].repeat(*count);
            request.splice(at..at, part);
        }
        _ => {}
    }
    request
}

/// Checks that random input gets its response, if there is only one right response, and otherwise no more responses
/// than it has requests; and that the connection is closed after that.
pub fn survives_random_requests(subject: Subject) {
    subject.check(&["--timeout", "20"], |server| {
        let cases = REQUESTS / CLIENTS;
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let send = || {
            let outcome = TestRunner::new(config.clone()).run(&requests(), |request| {
                check_random_request(server, &request);
                Ok(())
            });
            outcome.unwrap_or_else(|error| panic!("{error}"));
        };
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(send);
            }
        });
    });
}

fn check_random_request(server: &Listening, request: &[u8]) {
    let mut client = server.connect();
    let _ = client.try_send(request);
    client.shut_down();
    let said = client.rest();
    // No body has these words.
    let responses = said.lines().filter_map(|line| line.strip_prefix("HTTP/1."));
    let statuses: Vec<_> = responses.filter_map(|response| response.get(2..5)).collect();
    let requests = request.windows(2).filter(|two| two == b"\n\n").count()
        + request.windows(3).filter(|three| three == b"\n\r\n").count();
    // One more may be refused before it is complete.
    let finals = statuses.iter().filter(|status| **status != "100").count();
    assert!(finals <= requests + 1, "{said}");
    for status in &statuses {
        assert!(STATUSES.contains(status), "{said}");
    }
    if let Some(expected) = expected(request) {
        assert_eq!(statuses.first(), Some(&expected), "{said}");
    }
}

/// Returns the status of the first response; `None` if more than one would be right.
fn expected(request: &[u8]) -> Option<&'static str> {
    let mut headers = [EMPTY_HEADER; 100];
    let mut head = httparse::Request::new(&mut headers);
    // Everything after that is too much.
    match head.parse(&request[..request.len().min(MOST_BYTES)]) {
        Err(Error::Version) | Ok(Status::Partial) => None,
        Err(Error::TooManyHeaders) => Some("431"),
        Err(_) => Some("400"),
        Ok(Status::Complete(_)) => {
            let [host] = &head.headers[..] else { return None };
            let is_fine = host.name.eq_ignore_ascii_case("host") && host.value == b"x";
            let is_plain = |path: &str| path.bytes().all(|byte| byte.is_ascii_alphanumeric());
            match (head.method?, head.path?) {
                _ if !is_fine => None,
                ("GET" | "HEAD", "/" | "/wait?ms=0" | "/wait?ms=1") => Some("200"),
                ("GET" | "HEAD", path) => {
                    path.strip_prefix("/x").is_some_and(is_plain).then_some("404")
                }
                (_, "/" | "/wait") => Some("405"),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_after_a_head_that_is_too_long_is_not_asked_for() {
        let with =
            |headers| ["GET / HTTP/1.1\r\n", &"a: b\r\n".repeat(headers), "\0\r\n\r\n"].concat();
        assert_eq!(expected(with(9).as_bytes()), Some("400"));
        assert_eq!(expected(with(99).replace('b', &"b".repeat(200)).as_bytes()), None);
    }
}
