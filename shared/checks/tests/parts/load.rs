//! The load on servers tells the truth about them.

use checks::loopback;
use server::{Load, Outcome};
use socket2::{Domain, Socket, Type};
use std::io::{self, ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// Starts a server that calls `answer` for each request, with its number. `answer` returns `true` if the connection
/// goes on.
fn start(answer: impl Fn(&mut TcpStream, usize) -> bool + Send + Sync + 'static) -> SocketAddr {
    let shared = Arc::new((AtomicUsize::new(0), answer));
    loopback::start(move |mut stream| {
        while loopback::read_request(&mut stream).is_some() {
            let number = shared.0.fetch_add(1, Ordering::Relaxed);
            if !shared.1(&mut stream, number) {
                return;
            }
        }
    })
}

fn try_to_run(load: &Load, address: SocketAddr) -> io::Result<Outcome> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("there can be an event loop").block_on(load.run(address))
}

fn run(load: &Load, address: SocketAddr) -> Outcome {
    try_to_run(load, address).expect("the server is there, and there are ports enough")
}

fn load(clients: u32, requests: u32) -> Load {
    Load {
        clients,
        slow: 0,
        path: "/".to_owned(),
        every: Duration::from_millis(50),
        requests,
        patience: Duration::from_secs(10),
    }
}

fn say(stream: &mut TcpStream, answer: &str) {
    stream.write_all(answer.as_bytes()).expect("the client reads");
}

#[test]
fn all_are_served() {
    let address = start(|stream, _| {
        say(stream, OK);
        true
    });
    let outcome = run(&load(7, 3), address);
    assert_eq!((outcome.served, outcome.failed), (21, 0));
    assert!(outcome.time >= Duration::from_millis(150), "{outcome:?}");
    assert!((0.0..=140.0).contains(&outcome.rate()), "{outcome:?}");
}

/// If a server stalls once, all requests that are due in that time wait, not only the one that it has.
#[test]
fn a_stall_is_not_flattered() {
    let stall = Duration::from_secs(1);
    let address = start(move |stream, number| {
        if number == 0 {
            thread::sleep(stall);
        }
        say(stream, OK);
        true
    });
    let outcome = run(&load(1, 10), address);
    assert_eq!((outcome.served, outcome.failed), (10, 0));
    // The ten were due every 50 ms, so the last one waited for 550 ms.
    let shortest = outcome.percentile(1).expect("all were served");
    assert!(shortest >= Duration::from_millis(540), "{outcome:?}");
    assert!(outcome.percentile(100) >= Some(stall), "{outcome:?}");
}

#[test]
fn what_is_not_answered_well_has_failed() {
    let address = start(|stream, number| {
        match number {
            0 => say(stream, "HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n"),
            1 => say(stream, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"),
            2 => say(stream, "nonsense\r\n\r\n"),
            _ => say(stream, OK),
        }
        number != 1 && number != 2
    });
    let outcome = run(&load(1, 6), address);
    assert_eq!((outcome.served, outcome.failed), (3, 3));
    assert!(outcome.percentile(50).is_some() && outcome.percentile(51).is_none(), "{outcome:?}");
}

#[test]
fn who_is_closed_between_requests_tries_again() {
    let address = start(|stream, number| {
        say(stream, OK);
        number % 2 == 0
    });
    let outcome = run(&load(4, 4), address);
    assert_eq!((outcome.served, outcome.failed), (16, 0));
}

#[test]
fn patience_ends() {
    let address = start(|_, _| true);
    let load = Load { patience: Duration::from_millis(50), ..load(3, 2) };
    let outcome = run(&load, address);
    assert_eq!((outcome.served, outcome.failed), (0, 6));
    assert_eq!(outcome.percentile(1), None);
    assert!(outcome.time < Duration::from_secs(5), "{outcome:?}");
}

#[test]
fn nobody_there() {
    // The port is taken, so that no other test gets it, but nobody listens.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("there can be a socket");
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    socket.bind(&any.into()).expect("loopback has a free port");
    let address = socket.local_addr().ok().and_then(|address| address.as_socket());
    let outcome = try_to_run(&load(3, 2), address.expect("a socket has an address"));
    assert_eq!(outcome.map_err(|error| error.kind()), Err(ErrorKind::ConnectionRefused));
}

/// If later clients can't connect, the server is overrun, or has ended, which others have to notice.
#[test]
fn nobody_there_any_more() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    thread::spawn(move || {
        let mut stream = listener.accept().expect("somebody comes").0;
        drop(listener);
        loopback::read_request(&mut stream);
        say(&mut stream, OK);
    });
    let outcome = run(&load(1, 3), address);
    assert_eq!((outcome.served, outcome.failed), (1, 2));
}
