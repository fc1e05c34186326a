//! The checks on every server's answers to requests, right and wrong ones.

#![allow(missing_docs, reason = "the names say it all")]

use crate::server::client::Client;
use crate::server::subject::{Listening, PAUSE, Subject};
use std::thread;
use std::time::{Duration, Instant};

/// The body of the response to an unknown method.
const ONLY: &str = "Only GET and HEAD are answered.\n";
/// Texts that aren't a host, with or without a port.
const NO_HOSTS: [&str; 15] = [
    "[::1",
    "::1]",
    "::1",
    "[::1]x",
    "[x]",
    "[]",
    "x:abc",
    "x:-1",
    "x:1:2",
    ":80",
    "%zz",
    "%4",
    "a b",
    "user@x",
    "user:secret@x",
];
/// Methods with targets that they can't have.
const NO_TARGETS: [&str; 14] = [
    "GET *",
    "GET x",
    "GET x:80",
    "GET http:x",
    "GET http://",
    "GET http:///wait?ms=0",
    "GET http://?ms=0",
    "GET https://x/",
    "GET /%zz",
    "GET /<a>",
    "GET /?\"",
    "CONNECT x",
    "CONNECT x:",
    "CONNECT http://x:80/",
];

/// Sends a request on a new connection, and checks the response.
fn check_response(server: &Listening, request: &str, status: u16, body: &str) {
    let mut client = server.connect();
    client.send(request);
    let response = client.response();
    assert_eq!(
        (response.status, response.body.as_str()),
        (status, body),
        "to {request:?}: {response:?}"
    );
}

/// Sends a request on a new connection, or as much of it as the server reads. Checks that the response is the last one
/// there, and has this status.
fn check_error(server: &Listening, request: impl AsRef<[u8]>, status: u16) {
    let request = request.as_ref();
    let mut client = server.connect();
    let _ = client.try_send(request);
    let response = client.response();
    assert_eq!(response.status, status, "to {:?}: {response:?}", String::from_utf8_lossy(request));
    assert!(response.is_last(), "to {:?}: {response:?}", String::from_utf8_lossy(request));
    client.check_closed();
}

pub fn answers_each_request(subject: Subject) {
    subject.check(&[], |server| {
        for target in ["/", "/?", "/?ms=x", "http://x/", "http://x", "HTTP://x:1?"] {
            let request = format!("GET {target} HTTP/1.1\r\nhost: x\r\n\r\n");
            check_response(server, &request, 200, "Hello!\n");
        }
        for target in ["/wait?ms=0", "/wait?a=b&ms=1&ms=x", "http://x/wait?ms=2"] {
            let request = format!("GET {target} HTTP/1.1\r\nHOST:x \r\n\r\n");
            check_response(server, &request, 200, "Waited.\n");
        }
        let before = Instant::now();
        check_response(server, "GET /wait?ms=50 HTTP/1.1\r\nhost: x\r\n\r\n", 200, "Waited.\n");
        assert!(before.elapsed() >= Duration::from_millis(50));
        for host in
            ["x:80", "x:", "127.0.0.1:80", "[::1]", "[::ffff:127.0.0.1]:80", "a-b.c_d", "%41", ""]
        {
            let request = format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n");
            check_response(server, &request, 200, "Hello!\n");
        }
        check_response(server, "GET http://[::1]:80/ HTTP/1.1\r\nhost: x\r\n\r\n", 200, "Hello!\n");
        // An empty line before a request is ignored, and the older version needs no host.
        check_response(server, "\r\nGET / HTTP/1.1\r\nhost: x\r\n\r\n", 200, "Hello!\n");
        check_response(server, "GET / HTTP/1.0\r\n\r\n", 200, "Hello!\n");
    });
}

pub fn names_each_error(subject: Subject) {
    subject.check(&[], |server| {
        for target in ["/wait/", "/waits?ms=1", "/nothing", "//", "/%2f", "/WAIT?ms=1"] {
            let request = format!("GET {target} HTTP/1.1\r\nhost: x\r\n\r\n");
            let nothing = "There is nothing here; try / or /wait?ms=50.\n";
            check_response(server, &request, 404, nothing);
        }
        for query in [
            "",
            "?",
            "?ms",
            "?ms=",
            "?ms=x",
            "?ms=-1",
            "?ms=1.5",
            "?ms=10001",
            "?ms=%2B1",
            "?ms=+1",
            "?MS=1",
        ] {
            let request = format!("GET /wait{query} HTTP/1.1\r\nhost: x\r\n\r\n");
            check_response(server, &request, 400, "ms must be a whole number from 0 to 10000.\n");
        }
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"] {
            let mut client = server.connect();
            client.send(format!("{method} / HTTP/1.1\r\nhost: x\r\n\r\n"));
            let response = client.response();
            response.check(405, ONLY);
            assert_eq!(response.header("allow"), Some("GET, HEAD"));
        }
        for target in ["OPTIONS *", "OPTIONS http://x", "CONNECT x:80", "CONNECT [::1]:80"] {
            let request = format!("{target} HTTP/1.1\r\nhost: x\r\n\r\n");
            check_response(server, &request, 405, ONLY);
        }

        for malformed in [
            "\x16\x03\x01\x02\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/1.1 x\r\nhost: x\r\n\r\n",
            "GET / HTTP/3.5\r\nhost: x\r\n\r\n",
            "G[T / HTTP/1.1\r\nhost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost : x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\n\x01: x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        ] {
            check_error(server, malformed, 400);
        }
        for hosts in [
            "",
            "host: x\r\nhost: x\r\n",
            "host: x\r\nhost: y\r\n",
            "host:\r\nhost: x\r\n",
            "host: x/y\r\n",
        ] {
            check_error(server, format!("GET / HTTP/1.1\r\n{hosts}\r\n"), 400);
            check_error(server, format!("GET http://google.com/ HTTP/1.1\r\n{hosts}\r\n"), 400);
        }
        for host in NO_HOSTS {
            check_error(server, format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n"), 400);
            check_error(server, format!("GET http://x/ HTTP/1.1\r\nhost: {host}\r\n\r\n"), 400);
            check_error(server, format!("GET / HTTP/1.0\r\nhost: {host}\r\n\r\n"), 400);
            check_error(server, format!("GET http://{host}/ HTTP/1.1\r\nhost: x\r\n\r\n"), 400);
            check_error(server, format!("CONNECT {host} HTTP/1.1\r\nhost: x\r\n\r\n"), 400);
        }
        for target in NO_TARGETS {
            check_error(server, format!("{target} HTTP/1.1\r\nhost: x\r\n\r\n"), 400);
        }
        // hyper answers these in other ways; a table in lesson 5's chapter has them.
        if !subject.uses_hyper {
            for target in ["/#", "/#top", "/?ms=0#top", "http://x/#top", "http://x#top"] {
                check_error(server, format!("GET {target} HTTP/1.1\r\nhost: x\r\n\r\n"), 400);
            }
            let lengths = ["transfer-encoding: chunked", "content-length: 0"];
            for [first, second] in [lengths, [lengths[1], lengths[0]]] {
                let head = format!("POST / HTTP/1.1\r\nhost: x\r\n{first}\r\n{second}\r\n\r\n");
                check_error(server, head, 400);
            }
            check_error(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        }
        for coding in ["gzip", "chunked, gzip", "nonsense"] {
            let head = "POST / HTTP/1.1\r\nhost: x\r\n";
            check_error(server, format!("{head}transfer-encoding: {coding}\r\n\r\n"), 400);
        }

        // The head of a request may have 16 KiB and 100 headers.
        let long = "x".repeat(17 * 1024);
        check_error(server, format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n"), 431);
        check_error(server, format!("GET / HTTP/1.1\r\nhost: x\r\nlong: {long}\r\n\r\n"), 431);
        check_error(server, format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(101)), 431);
        check_error(server, long.repeat(50), 431);
    });
}

pub fn answers_head_like_get(subject: Subject) {
    subject.check(&[], |server| {
        let asked = |method: &str, target: &str| {
            let mut client = server.connect();
            client.send(format!("{method} {target} HTTP/1.1\r\nhost: google.com\r\n\r\n"));
            let response = client.next_response(method == "HEAD").expect("there is a response");
            let is_no_date = |(name, _): &&(String, String)| name != "date";
            let headers: Vec<_> = response.headers.iter().filter(is_no_date).cloned().collect();
            // A body would be taken for this response.
            if !response.is_last() {
                client.send("GET /wait?ms=0 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
                client.response().check(200, "Waited.\n");
            }
            client.check_closed();
            (response.status, headers)
        };
        for target in ["/", "/wait?ms=1", "/wait?ms=x", "/nothing", "http://x/", "/%zz"] {
            assert_eq!(asked("HEAD", target), asked("GET", target), "{target}");
        }
        // Errors have no body then, either.
        for wrong in ["HEAD / HTTP/1.1\r\n\r\n", "\r\nHEAD / HTTP/1.1\r\nhost x\r\n\r\n"] {
            let mut client = server.connect();
            client.send(wrong);
            assert_eq!(client.next_response(true).map(|response| response.status), Some(400));
            client.check_closed();
        }
    });
}

pub fn takes_requests_in_any_pieces(subject: Subject) {
    subject.check(&[], |server| {
        let request = "GET /wait?ms=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        for middle in 1..request.len() {
            let (first, second) = request.split_at(middle);
            let mut client = server.connect();
            client.send(first);
            thread::sleep(PAUSE);
            client.send(second);
            client.response().check(200, "Waited.\n");
            client.check_closed();
        }
        let mut client = server.connect();
        for byte in request.bytes() {
            client.send([byte]);
            thread::sleep(PAUSE);
        }
        client.response().check(200, "Waited.\n");
        client.check_closed();
    });
}

/// Reads a response with each of these bodies, or fewer if the server says that it closes the connection.
fn read_responses(client: &mut Client, bodies: &[&str]) {
    for body in bodies {
        let response = client.response();
        response.check(200, body);
        if response.is_last() {
            break;
        }
    }
    client.check_closed();
}

pub fn answers_on_one_connection_or_closes_it(subject: Subject) {
    subject.check(&[], |server| {
        let next = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
        let last = "connection: close\r\n\r\n";
        let mut client = server.connect();
        for number in 0.. {
            client.send(next);
            let response = client.response();
            response.check(200, "Hello!\n");
            if response.is_last() {
                client.check_closed();
                assert!(!subject.is_concurrent, "others do not wait until this one is done");
                break;
            }
            if number == 5 {
                break;
            }
        }

        // Many at once are answered in order.
        let mut client = server.connect();
        let wait = "GET /wait?ms=5 HTTP/1.1\r\nhost: x\r\n\r\n";
        client.send(format!("{next}{wait}{next}\r\n{wait}GET / HTTP/1.1\r\nhost: x\r\n{last}"));
        let hello = "Hello!\n";
        let waited = "Waited.\n";
        read_responses(&mut client, &[hello, waited, hello, waited, hello]);
        let mut client = server.connect();
        let _ = client.try_send(next.repeat(500));
        client.shut_down();
        read_responses(&mut client, &[hello; 500]);

        // No request is answered after the last one.
        for last in [
            "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\nConnection: a, Close\r\n\r\n",
            "GET / HTTP/1.0\r\nhost: x\r\n\r\n",
        ] {
            let mut client = server.connect();
            client.send(format!("{last}{next}"));
            client.response().check(200, hello);
            client.check_closed();
        }
    });
}

pub fn never_takes_a_body_for_a_request(subject: Subject) {
    subject.check(&[], |server| {
        let hidden = "GET /wait?ms=0 HTTP/1.1\r\nhost: x\r\n\r\n";
        let length = hidden.len();
        for head in [
            format!("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n"),
            "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n".to_owned(),
            format!(
                "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\
                 transfer-encoding: chunked\r\n\r\n"
            ),
        ] {
            let mut client = server.connect();
            let body = if head.contains("chunked") {
                format!("{length:x}\r\n{hidden}\r\n0\r\n\r\n")
            } else {
                hidden.to_owned()
            };
            let _ = client.try_send(format!("{head}{body}"));
            client.shut_down();
            let response = client.response();
            assert_ne!(response.body, "Waited.\n", "to {head}");
            client.check_closed();
        }
    });
}

pub fn serves_half_closed_connections(subject: Subject) {
    subject.check(&[], |server| {
        let mut client = server.connect();
        client.send("GET /wait?ms=20 HTTP/1.1\r\nhost: x\r\n\r\n");
        client.shut_down();
        client.response().check(200, "Waited.\n");
        client.check_closed();
        // A client that has closed its half without a whole request isn't waited for.
        for begun in ["", "\r\n", "GET / HT", "GET / HTTP/1.1\r\nhost: x\r\n"] {
            let mut client = server.connect();
            client.send(begun);
            client.shut_down();
            let response = client.next_response(false);
            assert!(response.is_none_or(|response| response.status == 400));
        }
    });
}
