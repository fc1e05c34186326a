//! The checks on every server with clients that are slow, deaf, gone or many.

#![allow(missing_docs, reason = "the names say it all")]

use crate::server::subject::{Listening, PAUSE, Subject};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A time-out that tests wait for, in seconds.
const SOON: f64 = 2.0;

pub fn gives_up_on_those_who_are_too_slow(subject: Subject) {
    let checks =
        [check_silent, check_half, check_dribbling, check_idle, check_idle_with_empty_line];
    thread::scope(|scope| {
        for check in checks {
            scope.spawn(move || {
                let server = subject.listen(&["--timeout", &SOON.to_string(), "--until-eof"]);
                check(&server);
                server.close().ok();
            });
        }
    });
}

fn check_silent(server: &Listening) {
    let before = Instant::now();
    let mut client = server.connect();
    assert_eq!(client.response().status, 408);
    client.check_closed();
    assert!(before.elapsed() >= Duration::from_secs_f64(SOON));
}

/// Checks that a client that begins a `HEAD` request, and doesn't finish it, gets a response without a body.
fn check_half(server: &Listening) {
    let mut client = server.connect();
    client.send("HEAD / HT");
    assert_eq!(client.next_response(true).map(|response| response.status), Some(408));
    client.check_closed();
}

fn check_dribbling(server: &Listening) {
    let before = Instant::now();
    let mut client = server.connect();
    for byte in "GET / HTTP/1.1\r\nx-slow: ".bytes().chain(std::iter::repeat(b'x')) {
        assert!(before.elapsed() < Duration::from_secs(20), "who dribbles is served for ever");
        if !client.try_send([byte]) || !client.is_quiet_for(Duration::from_millis(20)) {
            break;
        }
    }
    assert_eq!(client.response().status, 408);
    client.check_closed();
    assert!(before.elapsed() >= Duration::from_secs_f64(SOON));
}

/// Checks that a client that is idle between two requests is disconnected without an answer.
fn check_idle(server: &Listening) {
    check_unanswered(server, "");
}

fn check_idle_with_empty_line(server: &Listening) {
    check_unanswered(server, "\r\n");
}

fn check_unanswered(server: &Listening, more: &str) {
    let mut client = server.connect();
    client.send(format!("GET / HTTP/1.1\r\nhost: x\r\n\r\n{more}"));
    client.response().check(200, "Hello!\n");
    client.check_closed();
}

pub fn survives_resets(subject: Subject) {
    subject.check(&[], |server| {
        for begun in [
            "",
            "GET",
            "GET / HTTP/1.1\r\nhost: x\r\n\r\n",
            "GET /wait?ms=20 HTTP/1.1\r\nhost: x\r\n\r\n",
            "GET /wait?ms=20 HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1",
            "nonsense\r\n\r\n",
        ] {
            for _ in 0..5 {
                let mut client = server.connect();
                client.send(begun);
                client.reset();
                let mut client = server.connect();
                client.send(begun);
                thread::sleep(PAUSE);
                client.reset();
            }
            server.still_answers();
        }
    });
}

pub fn serves_others_beside_slow_clients(subject: Subject) {
    subject.check(&["--timeout", "20"], |server| {
        let mut slow = server.connect();
        slow.send("GET / HT");
        if subject.is_concurrent {
            for _ in 0..5 {
                server.still_answers();
            }
        }
        slow.send("TP/1.1\r\nhost: x\r\n\r\n");
        slow.response().check(200, "Hello!\n");
        drop(slow);
        server.still_answers();
    });
    if subject.is_concurrent {
        let deaf = ["--timeout", &SOON.to_string(), "--connections", "1"].map(str::to_owned);
        check_those_who_do_not_read(subject, &deaf.each_ref().map(String::as_str));
        check_those_who_ask_without_end(subject);
    }
}

/// Checks that a client that doesn't read its responses loses its connection.
fn check_those_who_do_not_read(subject: Subject, arguments: &[&str]) {
    // It takes many responses until there is no more room, and with naps in between, that would take too long.
    let subject = Subject { arguments: &[], ..subject };
    subject.check(arguments, |server| {
        server.connect().be_deaf();
        let mut deaf = server.connect();
        deaf.be_deaf();
        server.still_answers();
        drop(deaf);
    });
}

/// Checks that a client that never stops asking is answered, and that others are answered, too.
fn check_those_who_ask_without_end(subject: Subject) {
    subject.check(&["--timeout", "20"], |server| {
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let mut client = server.connect();
            let is_over = &is_over;
            scope.spawn(move || {
                let requests = "GET / HTTP/1.1\r\nhost: x\r\n\r\n".repeat(50);
                while !is_over.load(Ordering::Relaxed) {
                    client.send(&requests);
                    for _ in 0..50 {
                        client.response().check(200, "Hello!\n");
                    }
                }
            });
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    let mut client = server.connect();
                    let head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999999\r\n\r\n";
                    client.send(head);
                    // The server needn't read all of that.
                    while !is_over.load(Ordering::Relaxed) && client.try_send([b'x'; 4096]) {}
                }
            });
            for _ in 0..20 {
                server.still_answers();
            }
            is_over.store(true, Ordering::Relaxed);
        });
    });
}

/// The number of clients that connect at once, if there can be that many open files.
const MANY: u64 = 1000;
/// The fewest clients that still count as many.
const FEWEST: u64 = 500;
/// The open files that are left for the other tests, of which one may run on each core.
const OTHERS: u64 = 500;

/// Returns the number of clients that can be connected at once with this limit on open files, or a sentence on why
/// that is too few.
fn many(files: u64) -> Result<u64, String> {
    let clients = files.saturating_sub(OTHERS).min(MANY);
    let needed = FEWEST + OTHERS;
    (clients >= FEWEST).then_some(clients).ok_or(format!(
        "this test needs {needed} open files, and the limit is {files}: raise it with ulimit -n"
    ))
}

/// Checks that a thousand clients, or as many as the limit on open files allows, can be connected at once, and that
/// all are served.
///
/// This isn't for a server that serves one client after the other.
pub fn serves_many_at_once(subject: Subject) {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = rlimit::increase_nofile_limit(MANY + OTHERS).expect("limits can be read");
    let clients = many(files).unwrap_or_else(|wrong| panic!("{wrong}"));
    subject.check(&["--timeout", "20"], |server| {
        let mut clients: Vec<_> = (0..clients).map(|_| server.connect()).collect();
        for client in &mut clients {
            client.send("GET /wait?ms=100 HTTP/1.1\r\nhost: x\r\n\r\n");
        }
        for client in &mut clients {
            client.response().check(200, "Waited.\n");
        }
        for client in &mut clients {
            client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
        }
        for client in &mut clients {
            client.response().check(200, "Hello!\n");
        }
    });
}

/// Checks that there are never more connections at once than permits, and that a client in line is served as soon as a
/// permit is free.
pub fn serves_only_so_many_at_once(subject: Subject) {
    subject.check(&["--timeout", "20", "--connections", "2"], |server| {
        let hello = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
        let mut clients: Vec<_> = (0..4).map(|_| server.connect()).collect();
        for client in &mut clients {
            client.send(hello);
        }
        for client in &mut clients[..2] {
            client.response().check(200, "Hello!\n");
        }
        assert!(clients[2].is_quiet_for(Duration::from_millis(50)), "there are two places");
        for gone in 0..2 {
            clients[gone].shut_down();
            clients[gone].check_closed();
            clients[gone + 2].response().check(200, "Hello!\n");
        }
    });
}

/// Checks that a server without open files for more connections goes on, and serves the waiting clients when it has
/// some again.
pub fn survives_a_lack_of_files(subject: Subject) {
    if cfg!(not(unix)) {
        return;
    }
    let mut server = subject.listen_with_files(30);
    let mut clients: Vec<_> = (0..40).map(|_| server.connect()).collect();
    let complaint = server.complaint();
    let said = "A connection could not be served: ";
    assert!(complaint.starts_with(said), "{complaint}");
    for client in clients.drain(..) {
        client.reset();
    }
    server.still_answers();
}

/// Checks that more clients can queue than the standard library and tokio would ask for, if the operating system
/// allows that many. They are connected before the server accepts them.
pub fn lets_many_wait_in_line(subject: Subject) {
    let most = std::fs::read_to_string("/proc/sys/net/core/somaxconn").unwrap_or_default();
    let line = most.trim().parse().map_or(0, |most: usize| most.min(200));
    let one_at_a_time: &[_] = if subject.is_concurrent { &["--connections", "1"] } else { &[] };
    let server = subject.listen(&[one_at_a_time, &["--timeout", "100", "--until-eof"]].concat());
    let connect = |_| {
        let client = TcpStream::connect_timeout(&server.address, Duration::from_secs(30));
        client.expect("there is room in the line")
    };
    let clients: Vec<_> = (0..line).map(connect).collect();
    drop(clients);
    server.close().ok();
}

#[cfg(test)]
mod tests {
    use super::many;

    #[test]
    fn a_test_that_needs_more_files_says_how_many() {
        assert_eq!([1000, 1024, 1_000_000].map(many), [Ok(500), Ok(524), Ok(1000)]);
        let wrong =
            "this test needs 1000 open files, and the limit is 256: raise it with ulimit -n";
        assert_eq!(many(256), Err(wrong.to_owned()));
    }
}
