//! A server as the subject of a test.

use crate::server::client::{Client, PATIENCE};
use crate::{Program, Run, Started};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The pause between two parts of a request, so that most of them are read one by one. Nothing depends on it.
pub(crate) const PAUSE: Duration = Duration::from_millis(1);

/// The program of a server, and the expectations of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The name of the example.
    pub name: &'static str,
    /// The arguments that it always gets.
    pub arguments: &'static [&'static str],
    /// True if it serves many clients at once.
    pub is_concurrent: bool,
    /// True if it leaves HTTP to hyper.
    pub uses_hyper: bool,
    /// The sentence that it prints below its table.
    pub see: &'static str,
    /// The options that not all servers have.
    pub options: &'static [&'static str],
}

/// A server that listens.
#[derive(Debug)]
pub struct Listening {
    run: Started,
    /// The address at which it listens.
    pub address: SocketAddr,
}

impl Subject {
    /// Returns the program.
    pub fn program(self) -> Program {
        Program::named(self.name)
    }

    /// Starts the server, with these arguments on top of its own.
    pub fn listen(self, arguments: &[&str]) -> Listening {
        let all = [self.arguments, &["--listen", "127.0.0.1:0"], arguments].concat();
        Listening::start(self.program().command(all))
    }

    /// Starts the server with at most this many open files.
    pub fn listen_with_files(self, files: u32) -> Listening {
        let all = [self.arguments, &["--listen", "127.0.0.1:0", "--until-eof"]].concat();
        Listening::start(self.program().command_with_files(files, all))
    }

    /// Starts the server, calls `check` with it, and checks that it still answers, and hasn't complained.
    pub fn check(self, arguments: &[&str], check: impl FnOnce(&Listening)) {
        let server = self.listen(&[arguments, &["--until-eof"]].concat());
        check(&server);
        server.still_answers();
        assert_eq!(server.close().ok(), "");
    }
}

impl Listening {
    fn start(mut command: Command) -> Self {
        // If this test is killed, its end of the pipe closes, and a server with `--until-eof` ends.
        command.stdin(Stdio::piped());
        let mut run = Started::new(command);
        let line = run.line();
        let address = server::address(&line);
        let address = address.unwrap_or_else(|| panic!("it says where it listens: {line:?}"));
        Listening { run, address }
    }

    /// Returns a new connection to the server.
    pub fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// Checks that the server answers a client that does everything right.
    pub fn still_answers(&self) {
        let mut client = self.connect();
        client.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        client.response().check(200, "Hello!\n");
        client.check_closed();
    }

    /// Sends a signal to the server.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        self.run.signal(signal);
    }

    /// Returns the next line that the server prints on standard error.
    pub fn complaint(&mut self) -> String {
        self.run.complaint()
    }

    /// Closes the standard input of the server, and waits until it ends.
    pub fn close(mut self) -> Run {
        self.run.close();
        self.finish()
    }

    /// Waits until the server ends, and returns what it printed after the first line.
    pub fn finish(mut self) -> Run {
        let before = Instant::now();
        while !self.run.has_ended() {
            assert!(before.elapsed() < PATIENCE, "the server ends");
            thread::sleep(PAUSE);
        }
        let Run { stdout, stderr, status } = self.run.finish();
        let stdout = stdout.split_once('\n').map_or("", |(_, rest)| rest).to_owned();
        Run { stdout, stderr, status }
    }
}
