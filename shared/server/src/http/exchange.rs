//! The exchange on one connection, step by step.

use super::request::{Fault, Head, Request, is_head};
use super::response::Response;
use std::io::{self, ErrorKind};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};
use tokio_util::sync::CancellationToken;

/// The most bytes that the head of a request may have. RFC 9112, section 3, recommends at least 8,000 for its first
/// line alone.
pub const MOST_BYTES: usize = 16 * 1024;
/// The most bytes that are read at a time. Most heads are shorter.
const CHUNK: usize = 512;
/// The longest time for which input is read and discarded after the last response (RFC 9112, section 9.6).
pub const LINGER: Duration = Duration::from_secs(1);
/// The shortest time-out of a step. Sockets refuse a time-out of zero.
const SHORTEST: Duration = Duration::from_millis(1);

/// The next thing to do for a connection. Any of them can take a while.
#[derive(Debug)]
pub enum Step<'a> {
    /// Between two requests: read into the buffer, within this time, and report the result to
    /// [`Exchange::read`]; or end the connection here, with [`Exchange::end`].
    Idle(&'a mut [u8], Duration),
    /// In the middle of a request: read into the buffer, within this time, and report the result to
    /// [`Exchange::read`].
    Read(&'a mut [u8], Duration),
    /// Wait for this long, as a server waits for a database or another service.
    Wait(Duration),
    /// Write some of the bytes, within this time, and report the result to [`Exchange::wrote`].
    Write(&'a [u8], Duration),
    /// Shut down the writing half of the connection, since there is nothing more to send.
    ShutDown,
    /// Close the connection.
    Close,
}

/// The exchange on one connection: a response to each request, in order.
///
/// It never keeps more than the head of one request, of at most 16 KiB, and one response, no matter what a client
/// sends. It ends if the client keeps it waiting for longer than its time-out.
#[derive(Debug)]
pub struct Exchange {
    handle: fn(&Request<'_>) -> Response,
    timeout: Duration,
    stop: CancellationToken,
    answered: Arc<AtomicU64>,
    state: State,
    /// The moment at which the client's time runs out.
    deadline: Instant,
    /// The bytes received but not yet answered, and room to read more into.
    input: Vec<u8>,
    /// The number of bytes in `input` that were received.
    filled: usize,
    /// The bytes to be written.
    output: Vec<u8>,
    /// The number of bytes in `output` that were written.
    written: usize,
    /// True if the connection closes after one response.
    is_single: bool,
    /// True if a request was answered on this connection.
    has_answered: bool,
    /// True if nothing is to be read any more but input that has already arrived.
    is_ending: bool,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// The request isn't complete yet.
    Reading,
    /// The request is complete; its response may have to wait.
    Responding(Outgoing),
    /// The response is being written.
    Writing(Outgoing),
    /// The last response is written.
    Ending,
    /// The client was told that this is the end, but may still be sending. If the connection were closed now, the
    /// operating system would answer further input with a reset, which can overtake the response.
    Lingering,
    Closed,
}

#[derive(Clone, Copy, Debug)]
struct Outgoing {
    response: Response,
    /// True if it is the last one on its connection.
    closes: bool,
    /// True if it has no body, because the request was `HEAD`.
    head_only: bool,
    /// True if it is counted.
    counts: bool,
}

impl Exchange {
    /// Begins the exchange on a new connection. `handle` answers the requests. The client may take as long as
    /// `timeout` for each request, and again for reading each response. Once `stop` is cancelled, the next response
    /// is the last one. `answered` counts those responses of `handle` that were written.
    pub fn new(
        handle: fn(&Request<'_>) -> Response,
        timeout: Duration,
        stop: CancellationToken,
        answered: Arc<AtomicU64>,
    ) -> Self {
        Self {
            handle,
            timeout,
            stop,
            answered,
            state: State::Reading,
            deadline: Instant::now() + timeout,
            input: Vec::new(),
            filled: 0,
            output: Vec::new(),
            written: 0,
            is_single: false,
            has_answered: false,
            is_ending: false,
        }
    }

    /// Limits the exchange to one response, after which the connection is closed.
    #[must_use]
    pub fn single(self) -> Self {
        Self { is_single: true, ..self }
    }

    /// Returns the next thing to do. Its time-outs are what is left of the client's time, and at least a
    /// millisecond.
    pub fn step(&mut self) -> Step<'_> {
        if let State::Responding(outgoing) = &mut self.state {
            let wait = mem::take(&mut outgoing.response.wait);
            if !wait.is_zero() {
                return Step::Wait(wait);
            }
            outgoing.closes |= self.stop.is_cancelled();
            let Outgoing { response, closes, head_only, .. } = *outgoing;
            self.output = response.bytes(SystemTime::now(), closes, head_only);
            self.written = 0;
            self.state = State::Writing(*outgoing);
            self.deadline = Instant::now() + self.timeout;
        }
        let left = self.deadline.saturating_duration_since(Instant::now()).max(SHORTEST);
        match self.state {
            State::Writing(_) => Step::Write(&self.output[self.written..], left),
            State::Ending => {
                self.state = State::Lingering;
                self.deadline = Instant::now() + LINGER.min(self.timeout);
                Step::ShutDown
            }
            State::Closed => Step::Close,
            State::Lingering => {
                self.filled = 0;
                Step::Read(self.room(), left)
            }
            _ if self.is_idle() && !self.is_ending => Step::Idle(self.room(), left),
            _ => Step::Read(self.room(), left),
        }
    }

    /// Takes the result of a [`Step::Idle`] or [`Step::Read`]: the number of bytes read, 0 if the client has closed
    /// the connection, or an error.
    ///
    /// # Errors
    ///
    /// Returns the error if the connection is broken. A time-out isn't an error: it's answered with status 408.
    pub fn read(&mut self, read: io::Result<usize>) -> io::Result<()> {
        match read {
            Ok(0) => self.state = State::Closed,
            Ok(count) => self.filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_late(&error) => self.deadline = Instant::now(),
            Err(error) => return Err(error),
        }
        // The request may be complete now.
        self.parse();
        self.check_time();
        Ok(())
    }

    /// Takes the result of a [`Step::Write`]: the number of bytes written, or an error.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is broken, or if the client hasn't read the response in time.
    pub fn wrote(&mut self, written: io::Result<usize>) -> io::Result<()> {
        match written {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => self.written += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if self.written < self.output.len() {
            let is_late = Instant::now() >= self.deadline;
            return if is_late { Err(ErrorKind::TimedOut.into()) } else { Ok(()) };
        }
        if let State::Writing(outgoing) = self.state {
            self.answered.fetch_add(outgoing.counts.into(), Ordering::Relaxed);
            self.has_answered = true;
            self.state = if outgoing.closes { State::Ending } else { State::Reading };
            self.deadline = Instant::now() + self.timeout;
            // The next request may have come with this one.
            self.parse();
        }
        Ok(())
    }

    /// Ends the exchange between two requests. If `has_input`, it first reads the input that has arrived, and
    /// answers a request that it finds there.
    pub fn end(&mut self, has_input: bool) {
        if has_input {
            self.is_ending = true;
        } else {
            self.state = State::Closed;
        }
    }

    /// Parses the request received so far. If it is complete, malformed or too long, prepares the response; if it is
    /// incomplete, does nothing.
    fn parse(&mut self) {
        if !matches!(self.state, State::Reading) {
            return;
        }
        let input = &self.input[..self.filled];
        let mut length = 0;
        let outgoing = match Head::parse(input) {
            Ok(None) if self.filled < MOST_BYTES => return,
            Ok(None) | Err(Fault::TooManyHeaders) => self.refuse(Response::too_large()),
            Err(Fault::Malformed) => self.refuse(Response::malformed()),
            Ok(Some(head)) => {
                length = head.length;
                Outgoing {
                    response: (self.handle)(&head.request),
                    closes: head.is_last || self.is_single,
                    head_only: is_head(input),
                    counts: true,
                }
            }
        };
        self.input.copy_within(length..self.filled, 0);
        self.filled -= length;
        self.state = State::Responding(outgoing);
    }

    /// Returns `response` as the last one on its connection, which isn't counted.
    fn refuse(&self, response: Response) -> Outgoing {
        let head_only = is_head(&self.input[..self.filled]);
        Outgoing { response, closes: true, head_only, counts: false }
    }

    /// Returns `true` if no request has begun. Empty lines before a request are ignored (RFC 9112, section 2.2).
    fn is_idle(&self) -> bool {
        self.input[..self.filled].iter().all(|byte| b"\r\n".contains(byte))
    }

    /// Ends the exchange if the client is out of time.
    fn check_time(&mut self) {
        if Instant::now() < self.deadline || matches!(self.state, State::Responding(_)) {
            return;
        }
        self.state = match self.state {
            // A client that was answered before may have no more requests. It would take a response now for the
            // answer to its next request.
            State::Reading if self.has_answered && self.is_idle() => State::Closed,
            State::Reading => State::Responding(self.refuse(Response::timeout())),
            _ => State::Closed,
        };
    }

    /// Returns room to read into.
    fn room(&mut self) -> &mut [u8] {
        let end = (self.filled + CHUNK).min(MOST_BYTES).max(self.filled + 1);
        self.input.resize(end, 0);
        &mut self.input[self.filled..]
    }
}

/// Returns `true` if a read timed out. Operating systems have two names for that.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
