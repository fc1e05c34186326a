//! The async server has a task for each connection, which is woken when there is something to do.

use server::http::{Exchange, Request, Response, Step};
use server::{Program, Server, cli};
use std::sync::Arc;
use std::time::Duration;
use std::{io, net};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

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

/// Returns the result of an attempt, or an error if it takes too long.
async fn within<T>(time: Duration, attempt: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(time, attempt).await?
}

async fn serve(mut stream: TcpStream, mut exchange: Exchange, server: Server) -> io::Result<()> {
    loop {
        match exchange.step() {
            Step::Idle(buffer, time) => {
                let read = within(time, stream.read(buffer));
                match server.unless_stopped(read).await {
                    Some(read) => exchange.read(read)?,
                    None => exchange.end(server::has_input(&stream)),
                }
            }
            Step::Read(buffer, time) => {
                let read = within(time, stream.read(buffer)).await;
                exchange.read(read)?;
            }
            Step::Wait(time) => sleep(time).await,
            Step::Write(bytes, time) => {
                let written = within(time, stream.write(bytes)).await;
                exchange.wrote(written)?;
            }
            Step::ShutDown => stream.shutdown().await?,
            Step::Close => return Ok(()),
        }
    }
}

async fn accept(listener: TcpListener, server: &Server, permits: &Arc<Semaphore>) {
    loop {
        // Backpressure: while there are as many tasks as there may be, clients wait in line.
        let permit = Arc::clone(permits).acquire_owned().await.expect("it is never closed");
        match listener.accept().await {
            Ok((stream, _)) => {
                let exchange = server.exchange(handle);
                let server = server.clone();
                tokio::spawn(async move {
                    // Whatever happened to this connection, the others go on.
                    let _ = serve(stream, exchange, server).await;
                    drop(permit);
                });
            }
            Err(error) => sleep(server.complain(&error)).await,
        }
    }
}

async fn run(listener: net::TcpListener, server: Server) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let permits = Arc::new(Semaphore::new(server.connections as usize));
    server.unless_stopped(accept(listener, &server, &permits)).await;

    // No more clients are accepted. When all requests in flight are finished, all permits are free again.
    if timeout(server.grace, permits.acquire_many(server.connections)).await.is_err() {
        server.warn("The time is up: connections that are still open are cut off.");
    }
    Ok(())
}

pub(crate) const PROGRAM: Program = Program {
    name: "async",
    see: "One thread serves them all, and rests while they wait.",
    is_graceful: true,
    serve: |listener, server| {
        Builder::new_current_thread().enable_all().build()?.block_on(run(listener, server))
    },
};

fn main() -> std::process::ExitCode {
    cli::server(&["connections", "grace"], PROGRAM)
}
