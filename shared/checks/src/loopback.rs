//! Servers on the loopback interface that do what the tests tell them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

/// A response with a good page.
pub const PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\npage\n";

/// Starts a server that calls `serve` for each connection, on a thread of its own. Returns its address.
pub fn start(serve: impl Fn(TcpStream) + Send + Sync + Clone + 'static) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let serve = serve.clone();
            let stream = stream.expect("a connection comes whole");
            thread::spawn(move || serve(stream));
        }
    });
    address
}

/// Reads the head of a request, and returns it; `None` if the client has gone.
pub fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    String::from_utf8(head).ok()
}

/// Answers every request on a connection with `response`, until the client has gone.
pub fn respond_to_all(mut stream: TcpStream, response: &str) {
    while read_request(&mut stream).is_some() {
        if stream.write_all(response.as_bytes()).is_err() {
            return;
        }
    }
}
