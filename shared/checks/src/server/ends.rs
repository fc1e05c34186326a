//! The checks on the end of servers.

use crate::Run;
use crate::server::client::{Client, PATIENCE};
use crate::server::subject::{Listening, Subject};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const HELLO: &str = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
const NEXT: &str = "GET /wait?ms=5 HTTP/1.1\r\nhost: x\r\n\r\n";
/// A request that isn't answered before the server is told to end, unless this machine stalls.
const WHILE: &str = "GET /wait?ms=1000 HTTP/1.1\r\nhost: x\r\n\r\n";
/// A request that isn't answered while a test runs.
const LONG: &str = "GET /wait?ms=10000 HTTP/1.1\r\nhost: x\r\n\r\n";
/// The number of clients.
const CLIENTS: u64 = 40;
/// The number of requests that are answered before the server is told to end.
const BEFORE: u64 = 400;

/// Checks that a server ends gracefully if it is told to end, and at once if it is told twice.
pub fn ends_gracefully(subject: Subject) {
    thread::scope(|scope| {
        for signal in ["-INT", "-TERM"] {
            scope.spawn(move || check_counts_what_clients_count(subject, signal));
        }
        scope.spawn(move || check_loses_nothing(subject));
        scope.spawn(move || check_serves_what_has_come(subject));
        scope.spawn(move || check_finishes_what_is_in_flight(subject));
        for grace in ["0", "0.2"] {
            scope.spawn(move || check_grace_is_over(subject, grace));
        }
        scope.spawn(move || check_ends_at_once(subject));
    });
}

/// Tells the server to end, and waits until it says that it finishes the requests in flight, within `grace` seconds.
fn tell(server: &mut Listening, signal: &str, grace: &str) {
    server.signal(signal);
    let said = format!("Finishing what is in flight, for up to {grace} s;");
    assert_eq!(server.complaint(), format!("{said} Ctrl-C again ends it at once.\n"));
}

/// Checks that the server ends, and that it says that it served this many requests.
fn check_farewell(server: Listening, count: u64) {
    let s = if count == 1 { " was" } else { "s were" };
    let stdout = format!("Ended: {count} request{s} served.\n");
    assert_eq!(server.finish(), Run { stdout, stderr: String::new(), status: Some(0) });
}

/// Checks that, under load, the server and its clients count the same number of answered requests.
fn check_counts_what_clients_count(subject: Subject, signal: &str) {
    let mut server = subject.listen(&["--grace", "20"]);
    let answered = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            let mut client = server.connect();
            let answered = &answered;
            scope.spawn(move || {
                while client.try_send(NEXT) {
                    // Between two requests, the server may close the connection.
                    let Some(response) = client.next_response(false) else { break };
                    response.check(200, "Waited.\n");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while answered.load(Ordering::Relaxed) < BEFORE {
            thread::sleep(Duration::from_millis(1));
        }
        tell(&mut server, signal, "20");
    });
    check_farewell(server, answered.into_inner());
}

/// Checks that all requests from before the server was told to end are answered.
fn check_loses_nothing(subject: Subject) {
    let mut server = subject.listen(&["--grace", "20"]);
    let mut clients: Vec<_> = (0..CLIENTS).map(|_| server.connect()).collect();
    for (number, client) in clients.iter_mut().enumerate() {
        // Some have been answered before, and some haven't.
        if number % 2 == 0 {
            client.send(HELLO);
            client.response().check(200, "Hello!\n");
        }
        client.send(WHILE);
    }
    // After these, the server has seen everything that came before.
    for _ in 0..3 {
        server.still_answers();
    }
    tell(&mut server, "-TERM", "20");
    for client in &mut clients {
        client.response().check(200, "Waited.\n");
        client.check_closed();
    }
    check_farewell(server, CLIENTS / 2 + CLIENTS + 3);
}

/// Checks that the server answers a request that has arrived, even if it had no time to read it before it was told to
/// end. (hyper may close an idle connection without reading.)
fn check_serves_what_has_come(subject: Subject) {
    let server = subject.listen(&["--grace", "20"]);
    let (mut idle, mut new) = (server.connect(), server.connect());
    idle.send(HELLO);
    idle.response().check(200, "Hello!\n");
    for _ in 0..3 {
        server.still_answers();
    }
    server.signal("-STOP");
    idle.send(HELLO);
    new.send(HELLO);
    server.signal("-TERM");
    server.signal("-CONT");
    let mut count = 4;
    for client in [&mut idle, &mut new] {
        let response = client.next_response(false);
        assert!(response.is_some() || subject.uses_hyper, "what has come is answered");
        if let Some(response) = response {
            response.check(200, "Hello!\n");
            client.check_closed();
            count += 1;
        }
    }
    let Run { stdout, status, .. } = server.finish();
    let farewell = format!("Ended: {count} requests were served.\n");
    assert_eq!((stdout, status), (farewell, Some(0)));
}

/// Checks that a request that has begun is finished, and that nobody else can connect.
fn check_finishes_what_is_in_flight(subject: Subject) {
    let mut server = subject.listen(&["--timeout", "20"]);
    let address = server.address;
    let (mut idle, mut half) = (server.connect(), server.connect());
    idle.send(HELLO);
    idle.response().check(200, "Hello!\n");
    half.send("GET / HTTP/1.1\r\n");
    // Nonsense is answered, but doesn't count.
    let mut nonsense = server.connect();
    nonsense.send("nonsense\r\n\r\n");
    assert_eq!(nonsense.response().status, 400);
    for _ in 0..3 {
        server.still_answers();
    }
    tell(&mut server, "-INT", "15");
    idle.check_closed();
    let before = Instant::now();
    while Client::try_connect(address).is_some() {
        assert!(before.elapsed() < PATIENCE, "nobody is accepted any more");
    }
    half.send("host: x\r\n\r\n");
    let response = half.response();
    response.check(200, "Hello!\n");
    assert!(response.is_last());
    half.check_closed();
    check_farewell(server, 5);
}

/// Checks that requests that take longer than the grace are cut off, and that the server says so.
fn check_grace_is_over(subject: Subject, grace: &str) {
    let mut server = subject.listen(&["--grace", grace]);
    let mut busy = server.connect();
    busy.send(LONG);
    server.still_answers();
    tell(&mut server, "-TERM", grace);
    busy.check_closed();
    let farewell = "Ended: 1 request was served.\n".to_owned();
    let late = "The time is up: connections that are still open are cut off.\n".to_owned();
    assert_eq!(server.finish(), Run { stdout: farewell, stderr: late, status: Some(0) });
}

/// Checks that a server that is told to end a second time ends at once.
fn check_ends_at_once(subject: Subject) {
    for (signal, status) in [("-INT", -2), ("-TERM", -15)] {
        let mut server = subject.listen(&["--grace", "60"]);
        let mut busy = server.connect();
        busy.send(LONG);
        server.still_answers();
        tell(&mut server, signal, "60");
        let before = Instant::now();
        server.signal(signal);
        let run = server.finish();
        assert!(before.elapsed() < PATIENCE, "it does not wait for the grace");
        let said = "Interrupted again: 1 request was served. What was in flight is lost.\n";
        let said = said.to_owned();
        assert_eq!(run, Run { stdout: String::new(), stderr: said, status: Some(status) });
    }
}

/// Checks that a server that can't end gracefully says so.
pub fn says_what_it_cannot_do(subject: Subject) {
    for (signal, status) in [("-INT", -2), ("-TERM", -15)] {
        let server = subject.listen(&[]);
        server.still_answers();
        server.signal(signal);
        let Run { stdout, stderr, status: found } = server.finish();
        assert_eq!((stdout.as_str(), found), ("", Some(status)));
        let cannot = "This server cannot finish what is in flight.";
        assert_eq!(stderr, format!("Interrupted: 1 request was served. {cannot}\n"));
    }
}
