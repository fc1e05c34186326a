//! The polling server looks at every connection in turn, to see whether there is something to do.

use server::http::{Exchange, Request, Response, Step};
use server::{Program, Server, cli};
use shared::yield_now;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::task::{Context, Waker};
use std::thread;
use std::time::{Duration, Instant};

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

/// Tries something again and again while it would block, until the time is up, and yields in between.
async fn within<T>(time: Duration, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let end = Instant::now() + time;
    loop {
        let result = attempt();
        let would_block = result.as_ref().is_err_and(|e| e.kind() == ErrorKind::WouldBlock);
        if !would_block || Instant::now() >= end {
            return result;
        }
        yield_now().await;
    }
}

async fn sleep(time: Duration) {
    let end = Instant::now() + time;
    while Instant::now() < end {
        yield_now().await;
    }
}

async fn serve(mut stream: TcpStream, mut exchange: Exchange) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    loop {
        match exchange.step() {
            Step::Idle(buffer, time) | Step::Read(buffer, time) => {
                let read = within(time, || stream.read(buffer)).await;
                exchange.read(read)?;
            }
            Step::Wait(time) => sleep(time).await,
            Step::Write(bytes, time) => {
                let written = within(time, || stream.write(bytes)).await;
                exchange.wrote(written)?;
            }
            Step::ShutDown => stream.shutdown(Shutdown::Write)?,
            Step::Close => return Ok(()),
        }
        // A client that never stops sending or asking must not keep the others waiting.
        yield_now().await;
    }
}

fn accept(listener: TcpListener, server: Server) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let mut connections = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    loop {
        // Accept the clients that have come since the last round, if there are permits for them.
        for _ in connections.len()..server.connections as usize {
            match listener.accept() {
                Ok((stream, _)) => {
                    connections.push(Box::pin(serve(stream, server.exchange(handle))));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => {
                    thread::sleep(server.complain(&error));
                    break;
                }
            }
        }
        // Poll each until it yields, and keep those that are not done.
        connections.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
        // Without a nap, the next round begins at once, and the thread never rests.
        thread::sleep(server.nap);
    }
}

pub(crate) const PROGRAM: Program = Program {
    name: "polling",
    see: "One thread serves them all, and looks at each again and again, mostly in vain.",
    is_graceful: false,
    serve: accept,
};

fn main() -> std::process::ExitCode {
    cli::server(&["nap", "connections"], PROGRAM)
}
