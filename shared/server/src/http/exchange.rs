//! The exchange on one connection, step by step.

use super::request::{Fault, Head, Request, is_head};
use super::response::Response;
use std::io::{self, ErrorKind};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};
use tokio_util::sync::CancellationToken;

/// The most bytes that the head of a request may have.
pub const MOST_BYTES: usize = 16 * 1024;
/// The number of bytes that are read at a time. Most heads are shorter.
const CHUNK: usize = 512;
/// The longest time for which input is read and discarded after the last response.
pub const LINGER: Duration = Duration::from_secs(1);
/// The shortest time-out that is asked for. A socket refuses one of zero, which would mean none.
const SHORTEST: Duration = Duration::from_millis(1);

/// The next thing to do for a connection. All of it can take a while.
#[derive(Debug)]
pub enum Step<'a> {
    /// Between two requests: read into the buffer, within this time, and report it to
    /// [`Exchange::read`]; or leave it at that, and call [`Exchange::end`].
    Idle(&'a mut [u8], Duration),
    /// In the middle of a request: read into the buffer, within this time, and report it to
    /// [`Exchange::read`].
    Read(&'a mut [u8], Duration),
    /// Wait for so long, as a server does for a database or another service.
    Wait(Duration),
    /// Write some of the bytes, within this time, and report it to [`Exchange::wrote`].
    Write(&'a [u8], Duration),
    /// Shut down the writing half of the connection: all is said.
    ShutDown,
    /// Close the connection.
    Close,
}

/// The exchange on one connection: a response to each request, in order.
///
/// Whatever a client sends, an exchange keeps no more than one head of a request of at most 16 KiB
/// and one response, and it ends if the client lets it wait for longer than its time-out.
#[derive(Debug)]
pub struct Exchange {
    handle: fn(&Request<'_>) -> Response,
    timeout: Duration,
    stop: CancellationToken,
    answered: Arc<AtomicU64>,
    state: State,
    /// The time at which the client is out of time.
    deadline: Instant,
    /// The bytes that came and were not yet answered.
    input: Vec<u8>,
    /// The number of bytes that came; the rest is room to read into.
    filled: usize,
    /// The bytes to be written.
    output: Vec<u8>,
    written: usize,
    /// Whether the connection closes after one response.
    is_single: bool,
    /// Whether a request was answered on this connection.
    has_answered: bool,
    /// Whether only what has come is still to be read.
    is_ending: bool,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Until a request is complete.
    Reading,
    /// A response is to be given.
    Responding(Outgoing),
    /// It is being written.
    Writing(Outgoing),
    /// All is said.
    Ending,
    /// The client was told that this is the end, but may still be sending. If the connection were
    /// closed now, what it sends would be answered with a reset, which can overtake the response.
    Lingering,
    Closed,
}

#[derive(Clone, Copy, Debug)]
struct Outgoing {
    response: Response,
    /// Whether it is the last one on its connection.
    closes: bool,
    /// Whether it has no body, because it was not asked for.
    head_only: bool,
    /// Whether it is counted.
    counts: bool,
}

impl Exchange {
    /// Begins the exchange on a new connection, where requests are answered by `handle`, and a
    /// client may take as long as `timeout` for each request and for reading each response. Once
    /// `stop` is cancelled, no request is read after the next response. Responses of `handle` that
    /// were written are counted in `answered`.
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

    /// Returns the next thing to do.
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

    /// Takes note of what came of reading.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is broken. A time-out is no error: the client is told.
    pub fn read(&mut self, read: io::Result<usize>) -> io::Result<()> {
        match read {
            Ok(0) => self.state = State::Closed,
            Ok(count) => self.filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_late(&error) => self.deadline = Instant::now(),
            Err(error) => return Err(error),
        }
        // What has come may be all there is to come.
        self.parse();
        self.check_time();
        Ok(())
    }

    /// Takes note of what came of writing.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is broken, or the client does not read what it asked for.
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

    /// Ends the exchange between two requests. If `has_input`, it reads what has come before that.
    pub fn end(&mut self, has_input: bool) {
        if has_input {
            self.is_ending = true;
        } else {
            self.state = State::Closed;
        }
    }

    /// Parses the request received so far. Does nothing if it is incomplete; prepares the response
    /// if it is complete, malformed or too long.
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

    /// Returns the response to input that is not a complete request.
    fn refuse(&self, response: Response) -> Outgoing {
        let head_only = is_head(&self.input[..self.filled]);
        Outgoing { response, closes: true, head_only, counts: false }
    }

    /// Returns whether no request has begun; empty lines mean nothing.
    fn is_idle(&self) -> bool {
        self.input[..self.filled].iter().all(|byte| b"\r\n".contains(byte))
    }

    /// Ends the exchange if the client is out of time.
    fn check_time(&mut self) {
        if Instant::now() < self.deadline || matches!(self.state, State::Responding(_)) {
            return;
        }
        self.state = match self.state {
            // Who was answered before may just not want to know more, and would take a word about
            // that for the response to what it asks next.
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

/// Returns whether a read was given up for lack of time: systems have two names for that.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
