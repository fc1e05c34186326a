//! The synchronous server serves one connection after the other, each to its end.

use server::http::{Exchange, Request, Response, Step};
use server::{Program, Server, cli};
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// Returns the response to a request, and the wait before it, which stands for a database or another
/// service.
fn handle(request: &Request) -> Response {
    let wait = request.number("ms").filter(|ms| *ms <= 10_000);
    match (request.method(), request.path(), wait) {
        ("GET", "/", _) => Response::ok("Hello!\n"),
        ("GET", "/wait", Some(ms)) => Response::ok("Waited.\n").after(Duration::from_millis(ms)),
        ("GET", "/wait", None) => {
            Response::bad_request("ms must be a whole number from 0 to 10000.\n")
        }
        ("GET", ..) => Response::not_found(),
        _ => Response::method_not_allowed(),
    }
}

fn serve(mut stream: TcpStream, mut exchange: Exchange) -> io::Result<()> {
    loop {
        match exchange.step() {
            Step::Idle(buffer, time) | Step::Read(buffer, time) => {
                stream.set_read_timeout(Some(time))?;
                let read = stream.read(buffer);
                exchange.read(read)?;
            }
            Step::Wait(time) => thread::sleep(time),
            Step::Write(bytes, time) => {
                stream.set_write_timeout(Some(time))?;
                let written = stream.write(bytes);
                exchange.wrote(written)?;
            }
            Step::ShutDown => stream.shutdown(Shutdown::Write)?,
            Step::Close => return Ok(()),
        }
    }
}

fn accept(listener: TcpListener, server: Server) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                // All others wait for this one, so each connection gets only one answer.
                let exchange = server.exchange(handle).single();
                // Whatever happened to this connection, the others go on.
                let _ = serve(stream, exchange);
            }
            Err(error) => thread::sleep(server.complain(&error)),
        }
    }
}

pub(crate) const PROGRAM: Program = Program {
    name: "sync",
    see: "One connection is served at a time, and all others wait in line.",
    is_graceful: false,
    serve: accept,
};

fn main() -> std::process::ExitCode {
    cli::server(&[], PROGRAM)
}
