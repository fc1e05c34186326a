//! A client that does what a test tells it, right or wrong.

use httparse::{EMPTY_HEADER, Status};
use socket2::SockRef;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

/// The longest time that a test waits for a server. Nothing takes that long, even on a busy machine, unless the server
/// hangs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The errors of a client whose server closed the connection before it read everything.
const CLOSED: [ErrorKind; 2] = [ErrorKind::ConnectionReset, ErrorKind::ConnectionAborted];

/// A connection to a server.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    /// The bytes that were read and haven't been parsed yet.
    input: Vec<u8>,
}

/// A response of a server.
#[derive(Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Client {
    /// Connects to a server.
    pub fn connect(address: SocketAddr) -> Self {
        Self::try_connect(address).expect("the server listens")
    }

    /// Connects to a server; returns `None` if it doesn't listen.
    pub fn try_connect(address: SocketAddr) -> Option<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
        stream.set_nodelay(true).expect("loopback can do that");
        stream.set_read_timeout(Some(PATIENCE)).expect("loopback can do that");
        Some(Self { stream, input: Vec::new() })
    }

    /// Asks for pages again and again and reads none, until no more requests can be sent, or the server has given up.
    pub fn be_deaf(&mut self) {
        let requests = "GET / HTTP/1.1\r\nhost: x\r\n\r\n".repeat(100);
        SockRef::from(&self.stream).set_recv_buffer_size(1).expect("it can be small");
        self.stream.set_nonblocking(true).expect("loopback can do that");
        let mut in_vain = 0;
        while in_vain < 20 {
            match self.stream.write(requests.as_bytes()) {
                Ok(_) => in_vain = 0,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    in_vain += 1;
                    thread::sleep(Duration::from_millis(1));
                }
                Err(_) => return,
            }
        }
    }

    /// Sends all bytes. Returns `true` if that succeeded.
    pub fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    /// Sends all bytes.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        assert!(self.try_send(bytes), "the server reads");
    }

    /// Shuts down the writing half of the connection.
    pub fn shut_down(&self) {
        // This fails if the server has closed the connection.
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    /// Breaks the connection.
    pub fn reset(self) {
        let linger = SockRef::from(&self.stream).set_linger(Some(Duration::ZERO));
        linger.expect("a connection can be reset");
    }

    /// Reads the next response; returns `None` if there isn't one. A response to a `HEAD` request has no body.
    pub fn next_response(&mut self, is_head: bool) -> Option<Response> {
        loop {
            if let Some((response, length)) = Response::parse(&self.input, is_head) {
                self.input.drain(..length);
                return Some(response);
            }
            if self.read() == 0 {
                assert!(self.input.is_empty(), "half an answer: {:?}", self.input);
                return None;
            }
        }
    }

    /// Reads the next response.
    pub fn response(&mut self) -> Response {
        self.next_response(false).expect("the server answers before it closes the connection")
    }

    /// Checks that the server closes the connection without sending anything more.
    pub fn check_closed(&mut self) {
        if let Some(response) = self.next_response(false) {
            panic!("an answer that nobody asked for: {response:?}");
        }
    }

    /// Returns `true` if the server sends nothing for this long.
    pub fn is_quiet_for(&mut self, time: Duration) -> bool {
        self.stream.set_read_timeout(Some(time)).expect("loopback can do that");
        let late = [ErrorKind::WouldBlock, ErrorKind::TimedOut];
        let peeked = self.stream.peek(&mut [0]);
        self.stream.set_read_timeout(Some(PATIENCE)).expect("loopback can do that");
        peeked.is_err_and(|error| late.contains(&error.kind()))
    }

    /// Reads everything that the server sends until it closes the connection.
    pub fn rest(&mut self) -> String {
        while self.read() > 0 {}
        String::from_utf8(std::mem::take(&mut self.input)).expect("servers say UTF-8")
    }

    /// Reads more. Returns the number of bytes.
    fn read(&mut self) -> usize {
        let mut buffer = [0; 4096];
        let read = loop {
            match self.stream.read(&mut buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        match read {
            Ok(count) => {
                self.input.extend_from_slice(&buffer[..count]);
                count
            }
            Err(error) if CLOSED.contains(&error.kind()) => 0,
            Err(error) => panic!("the server neither answers nor closes the connection: {error}"),
        }
    }
}

impl Response {
    /// Returns the response at the beginning of `bytes`, and its length; `None` if it is incomplete.
    fn parse(bytes: &[u8], is_head: bool) -> Option<(Self, usize)> {
        let mut headers = [EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut headers);
        let parsed = head.parse(bytes);
        let Status::Complete(start) = parsed.unwrap_or_else(|error| panic!("{error}: {bytes:?}"))
        else {
            return None;
        };
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
        let headers = head.headers.iter();
        let headers = headers.map(|header| (header.name.to_lowercase(), text(header.value)));
        let status = head.code.expect("a head has a status");
        let mut response = Self { status, headers: headers.collect(), body: String::new() };
        let length = response.header("content-length").expect("the length is said").parse();
        let length = if is_head { 0 } else { length.expect("it is a number") };
        response.body = text(bytes.get(start..start + length)?);
        Some((response, start + length))
    }

    /// Returns the value of a header; `None` if it is missing.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Returns `true` if this is the last response on its connection.
    pub fn is_last(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }

    /// Checks the status and the body, and that there is a date (RFC 9110, section 6.6.1).
    pub fn check(&self, status: u16, body: &str) {
        assert_eq!((self.status, self.body.as_str()), (status, body), "{self:?}");
        assert!(self.header("date").is_some_and(|date| date.ends_with(" GMT")), "{self:?}");
    }
}
