//! The exchange on a connection, without a connection: every step, with the bytes in pieces of any size.

use server::has_input;
use server::http::{Exchange, Request, Response, Step};
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio_util::sync::CancellationToken;

const HOUR: Duration = Duration::from_secs(3600);
const WAIT: Duration = Duration::from_secs(60);

/// Answers requests for `/` at once, and requests for `/wait` after a wait.
fn handle(request: &Request<'_>) -> Response {
    match (request.method(), request.path()) {
        (_, "/wait") => Response::ok("waited").after(WAIT),
        ("GET", "/") => Response::ok("hello"),
        _ => Response::not_found(),
    }
}

/// The notes of a client.
#[derive(Debug, Default)]
struct Seen {
    said: String,
    waits: Vec<Duration>,
    /// The length of the longest buffer to read into.
    room: usize,
    is_finished: bool,
}

fn exchange(timeout: Duration) -> (Exchange, CancellationToken, Arc<AtomicU64>) {
    let stop = CancellationToken::new();
    let answered = Arc::new(AtomicU64::new(0));
    (Exchange::new(handle, timeout, stop.clone(), Arc::clone(&answered)), stop, answered)
}

/// Lets a client send these parts one by one, and then close its half.
fn talk(mut exchange: Exchange, parts: &[&[u8]]) -> Seen {
    let mut seen = Seen::default();
    let mut parts = parts.iter().copied().filter(|part| !part.is_empty());
    let mut rest: &[u8] = b"";
    loop {
        match exchange.step() {
            Step::Idle(buffer, _) | Step::Read(buffer, _) => {
                seen.room = seen.room.max(buffer.len());
                if rest.is_empty() {
                    rest = parts.next().unwrap_or_default();
                }
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                rest = &rest[count..];
                exchange.read(Ok(count)).expect("the connection is not broken");
            }
            Step::Wait(time) => seen.waits.push(time),
            Step::Write(bytes, _) => {
                // Take only a few bytes, so that writing takes several steps.
                let count = bytes.len().min(7);
                seen.said.push_str(std::str::from_utf8(&bytes[..count]).expect("it is ASCII"));
                exchange.wrote(Ok(count)).expect("the connection is not broken");
            }
            Step::ShutDown => {
                assert!(!seen.is_finished, "once is enough");
                seen.is_finished = true;
            }
            Step::Close => return seen,
        }
    }
}

/// Returns responses without their dates.
fn undated(said: &str) -> String {
    let lines = said.split_inclusive("\r\n").filter(|line| !line.starts_with("date: "));
    lines.collect()
}

const TWO: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET /wait HTTP/1.1\r\nHost: x\r\n\
    Connection: keep-alive, close\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n";
const TWO_ANSWERS: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-type: text/plain\r\n\r\n\
    helloHTTP/1.1 200 OK\r\ncontent-length: 6\r\ncontent-type: text/plain\r\n\
    connection: close\r\n\r\nwaited";

#[test]
fn requests_may_come_in_any_pieces() {
    for first in 0..=TWO.len() {
        for second in first..=TWO.len() {
            let (exchange, _, answered) = exchange(HOUR);
            let parts = [&TWO[..first], &TWO[first..second], &TWO[second..]];
            let seen = talk(exchange, &parts);
            assert_eq!(undated(&seen.said), TWO_ANSWERS, "{first}, {second}");
            assert_eq!((seen.waits, seen.is_finished), (vec![WAIT], true));
            assert_eq!(answered.load(Ordering::Relaxed), 2);
        }
    }
}

#[test]
fn no_head_takes_more_room_than_it_may() {
    let endless = b"GET / HTTP/1.1\r\nx: y".repeat(10_000);
    let empty_lines = b"\r\n".repeat(100_000);
    for bytes in [&endless, &empty_lines] {
        let (exchange, ..) = exchange(HOUR);
        let seen = talk(exchange, &[bytes]);
        assert!(seen.said.starts_with("HTTP/1.1 4"), "{}", seen.said);
        assert!(seen.room <= 512, "{} bytes at a time", seen.room);
    }
    // The limit is exact: a head of 16 KiB is answered.
    let head = |length: usize| {
        let frame = "GET / HTTP/1.1\r\nHost: x\r\nlong: \r\n\r\n".len();
        format!("GET / HTTP/1.1\r\nHost: x\r\nlong: {}\r\n\r\n", "x".repeat(length - frame))
    };
    for (length, status) in [(16 * 1024, "200"), (16 * 1024 + 1, "431")] {
        let (exchange, ..) = exchange(HOUR);
        let seen = talk(exchange, &[head(length).as_bytes()]);
        assert_eq!(seen.said.get(9..12), Some(status), "{length}");
    }
}

#[test]
fn late_requests_are_told_so_and_idle_connections_are_not() {
    for late in [ErrorKind::WouldBlock, ErrorKind::TimedOut] {
        for begun in ["", "GET / HT", "\r\n"] {
            assert!(said_when_late(begun, late).starts_with("HTTP/1.1 408 "), "{begun:?}");
        }
        for more in ["", "\r\n"] {
            let idle = said_when_late(&format!("GET / HTTP/1.1\r\nHost: x\r\n\r\n{more}"), late);
            assert_eq!(idle.matches("HTTP/1.1 ").count(), 1, "{idle}");
            assert!(!idle.contains("408"), "{idle}");
        }
    }
}

/// Returns the output of an exchange that gets no more input after `begun`.
fn said_when_late(begun: &str, late: ErrorKind) -> String {
    let (mut exchange, ..) = exchange(HOUR);
    let mut said = String::new();
    let mut rest = begun.as_bytes();
    loop {
        match exchange.step() {
            Step::Idle(buffer, time) | Step::Read(buffer, time) => {
                assert!(time <= HOUR);
                let read = if rest.is_empty() {
                    Err(io::Error::from(late))
                } else {
                    buffer[..rest.len()].copy_from_slice(rest);
                    Ok(std::mem::take(&mut rest).len())
                };
                exchange.read(read).expect("the connection is not broken");
            }
            Step::Write(bytes, _) => {
                said.push_str(std::str::from_utf8(bytes).expect("it is ASCII"));
                let count = bytes.len();
                exchange.wrote(Ok(count)).expect("the connection is not broken");
            }
            Step::Wait(_) | Step::ShutDown => {}
            Step::Close => return said,
        }
    }
}

#[test]
fn the_answer_after_the_stop_is_the_last_one() {
    let (exchange, stop, answered) = exchange(HOUR);
    stop.cancel();
    let seen = talk(exchange, &[&b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3)]);
    assert_eq!(seen.said.matches("HTTP/1.1 200 OK").count(), 1, "{}", seen.said);
    assert!(seen.said.contains("\r\nconnection: close\r\n"), "{}", seen.said);
    assert_eq!(answered.load(Ordering::Relaxed), 1);
}

#[test]
fn who_does_not_read_in_time_is_given_up() {
    let (mut exchange, _, answered) = exchange(Duration::from_millis(1));
    let request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    let Step::Idle(buffer, _) = exchange.step() else { panic!("nothing was said yet") };
    buffer[..request.len()].copy_from_slice(request);
    exchange.read(Ok(request.len())).expect("the connection is not broken");
    let Step::Write(..) = exchange.step() else { panic!("there is an answer") };
    // A client that reads byte by byte has no more time, even if each byte comes in time.
    thread::sleep(Duration::from_millis(5));
    let late = exchange.wrote(Ok(1));
    assert_eq!(late.map_err(|error| error.kind()), Err(ErrorKind::TimedOut));
    assert_eq!(answered.load(Ordering::Relaxed), 0);
}

#[test]
fn a_head_is_answered_like_get_without_a_body() {
    let requests = b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n\r\nHEAD /no HTTP/1.1\r\nHost: x\r\n\r\n\
        GET / HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\n\r\n";
    let (exchange, ..) = exchange(HOUR);
    let said = undated(&talk(exchange, &[requests]).said);
    let responses: Vec<_> = said.split("HTTP/1.1 ").skip(1).collect();
    let [hello, nothing, full, malformed] = responses[..] else { panic!("{said}") };
    assert_eq!(format!("{hello}hello"), full);
    for (head, status) in [(nothing, "404"), (malformed, "400")] {
        assert!(head.starts_with(status) && head.ends_with("\r\n\r\n"), "{head}");
        assert!(!head.contains("content-length: 0"), "{head}");
    }
    let late = said_when_late("HEAD / HT", ErrorKind::TimedOut);
    assert!(late.starts_with("HTTP/1.1 408 ") && late.ends_with("\r\n\r\n"), "{late}");
}

#[test]
fn a_response_is_dated_if_there_is_a_date() {
    let date = |now| {
        let bytes = Response::ok("hello").bytes(now, false, false);
        let text = String::from_utf8(bytes).expect("it is ASCII");
        assert!(
            text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("\r\n\r\nhello"),
            "{text}"
        );
        text.lines().find_map(|line| line.strip_prefix("date: ").map(str::to_owned))
    };
    let after = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let year_10000 = 253_402_300_800;
    assert_eq!(date(after(0)).as_deref(), Some("Thu, 01 Jan 1970 00:00:00 GMT"));
    assert_eq!(date(after(784_111_777)).as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    assert_eq!(date(after(year_10000 - 1)).as_deref(), Some("Fri, 31 Dec 9999 23:59:59 GMT"));
    // Such a clock is wrong.
    for now in [after(0) - Duration::from_micros(1), after(year_10000), after(2 * year_10000)] {
        assert_eq!(date(now), None, "{now:?}");
    }
}

#[test]
fn what_has_come_is_known_before_the_event_loop_looks() {
    let event_loop = Builder::new_current_thread().enable_io().build().expect("it starts");
    event_loop.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let mut client = std::net::TcpStream::connect(address).expect("the server listens");
        let (mut stream, _) = listener.accept().await.expect("a client has come");
        assert!(!has_input(&stream));
        // Nothing is awaited here, so the event loop doesn't run.
        client.write_all(b"x").expect("the server reads");
        wait_until_come(&stream);
        assert!(has_input(&stream), "it was only looked at");
        stream.read_u8().await.expect("it is still there");
        assert!(!has_input(&stream));
        drop(client);
        wait_until_come(&stream);
    });
}

fn wait_until_come(stream: &TcpStream) {
    let before = Instant::now();
    while !has_input(stream) {
        assert!(before.elapsed() < Duration::from_secs(30), "what was sent comes");
        thread::yield_now();
    }
}
