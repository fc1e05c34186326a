//! The web servers: the tests that all of them pass, which the macro
//! [`protocol_tests!`](crate::protocol_tests) makes, and what else there is to check from outside.
//!
//! Wherever it can, a check waits for an event and not for a time. A server gets much time where it
//! must not be late, and little where it must give up.

mod client;
#[cfg(unix)]
mod ends;
mod protocol;
mod random;
mod shown;
mod trouble;

pub use client::{Answer, Client};
#[cfg(unix)]
pub use ends::{check_ends_gracefully, check_says_what_it_cannot_do};
pub use protocol::*;
pub use random::survives_random_requests;
pub use shown::{Row, check_command_line, check_shows_itself, rows, shows_what_a_slow_client_does};
pub use trouble::*;

use super::{Lesson, Run};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Between two parts of a request, so that most of them are read one by one. Nothing depends on it.
const PAUSE: Duration = Duration::from_millis(1);

/// For how long a test waits for a server at most. Nothing takes that long, even on a machine that is
/// busy; if it does, the server hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program of a server, and what is expected of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The name of the example.
    pub name: &'static str,
    /// Arguments that it always gets.
    pub arguments: &'static [&'static str],
    /// Whether it serves many clients at once.
    pub is_concurrent: bool,
}

/// A server that listens, and is killed if it is dropped.
#[derive(Debug)]
pub struct Listening {
    process: Child,
    stdout: BufReader<ChildStdout>,
    stderr: BufReader<ChildStderr>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Subject {
    /// The program.
    pub fn program(self) -> Lesson {
        Lesson::example(self.name)
    }

    /// Starts the server, with these arguments besides.
    pub fn listen(self, arguments: &[&str]) -> Listening {
        let all = [self.arguments, &["--listen", "127.0.0.1:0"], arguments].concat();
        Listening::start(self.program().command(all))
    }

    /// Starts the server so that it can have no more than so many files open.
    pub fn listen_with_files(self, files: u32) -> Listening {
        let program = self.program().command::<&str>([]);
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -n {files}; exec \"$0\" \"$@\""));
        command.arg(program.get_program()).args(self.arguments);
        command.args(["--listen", "127.0.0.1:0", "--until-eof"]);
        Listening::start(command)
    }

    /// Starts the server, does something to it, and checks that it answers afterwards, and did not
    /// complain.
    pub fn check(self, arguments: &[&str], check: impl FnOnce(&Listening)) {
        let server = self.listen(&[arguments, &["--until-eof"]].concat());
        check(&server);
        server.still_answers();
        let Run { stdout, stderr, status } = server.close();
        assert_eq!((stdout.as_str(), stderr.as_str(), status), ("", "", Some(0)));
    }
}

impl Listening {
    fn start(mut command: Command) -> Self {
        // Should this test be killed, the server ends with its standard input, if asked to.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the server runs");
        let mut stdout = BufReader::new(process.stdout.take().expect("it is piped"));
        let stderr = BufReader::new(process.stderr.take().expect("it is piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a pipe can be read");
        let address = crate::server::address(&line);
        let address = address.unwrap_or_else(|| panic!("it says where it listens: {line:?}"));
        Listening { process, stdout, stderr, address }
    }

    /// A new connection to the server.
    pub fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// Checks that the server answers a client that does all right.
    pub fn still_answers(&self) {
        let mut client = self.connect();
        client.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        client.answer().check(200, "Hello!\n");
        client.check_closed();
    }

    /// Sends a signal to the server.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let pid = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &pid]).status().expect("kill runs");
        assert!(kill.success());
    }

    /// The next line that the server says on standard error.
    pub fn complaint(&mut self) -> String {
        let mut line = String::new();
        self.stderr.read_line(&mut line).expect("a pipe can be read");
        line
    }

    /// Closes the standard input of the server, and waits until it ends.
    pub fn close(mut self) -> Run {
        drop(self.process.stdin.take());
        self.finish()
    }

    /// Waits until the server ends.
    pub fn finish(mut self) -> Run {
        let before = Instant::now();
        while self.process.try_wait().is_ok_and(|status| status.is_none()) {
            assert!(before.elapsed() < PATIENCE, "the server ends");
            thread::sleep(PAUSE);
        }
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).expect("servers print UTF-8");
        self.stderr.read_to_string(&mut stderr).expect("servers print UTF-8");
        let status = self.process.wait().expect("the server ends").code();
        Run { stdout, stderr, status }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Makes the tests of what a server must do with whatever comes from clients: of all servers, and of
/// those that serve many at once.
#[macro_export]
macro_rules! protocol_tests {
    (@tests $subject:expr; $($test:ident)*) => {
        $(
            #[test]
            fn $test() {
                $crate::testing::server::$test($subject);
            }
        )*
    };
    ($subject:expr) => {
        $crate::protocol_tests! {
            @tests $subject;
            answers_each_request
            names_each_error
            gives_up_on_those_who_are_too_slow
            takes_requests_in_any_pieces
            answers_on_one_connection_or_closes_it
            never_takes_a_body_for_a_request
            serves_half_closed_connections
            survives_resets
            serves_others_beside_slow_clients
            survives_random_requests
            shows_what_a_slow_client_does
        }
    };
    ($subject:expr, concurrent) => {
        $crate::protocol_tests!($subject);
        $crate::protocol_tests! {
            @tests $subject;
            serves_only_so_many_at_once
            survives_a_lack_of_files
        }
    };
}
