//! The embedded sites as a server of their own: a task for each connection, and hyper speaks HTTP.

use hyper::Version;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HOST, HeaderValue};
use hyper::http::{self, uri::Authority};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use server::http::{LINGER, MOST_BYTES, Request, Response, is_head, names_host};
use server::{Program, Server, cli};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use std::{io, net};
use tokio::io::{AsyncWriteExt, copy, sink};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

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

/// Begins the response as hyper sends it.
fn begin(response: &Response) -> http::response::Builder {
    let builder = hyper::Response::builder().status(response.status);
    response.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value))
}

/// Answers a request to a site as that site does, and any other one like all servers.
async fn respond(
    request: hyper::Request<Incoming>,
    server: &Server,
) -> http::Result<hyper::Response<String>> {
    let uri = request.uri();
    let target = uri.to_string();
    let asked = Request::new(request.method().as_str(), &target);
    // hyper leaves it to its users to require a host.
    let hosts = || request.headers().get_all(HOST).iter().map(HeaderValue::as_bytes);
    let has_host = names_host(hosts(), request.version() == Version::HTTP_11);
    let Some(asked) = asked.filter(|_| has_host) else {
        let response = Response::malformed();
        return begin(&response).header(CONNECTION, "close").body(response.body.to_owned());
    };

    let named = hosts().next().and_then(|host| Authority::try_from(host).ok());
    let host = uri.host().or(named.as_ref().map(Authority::host)).unwrap_or_default();
    let response = handle(&asked);
    let page =
        if asked.path() == "/" && response.status == 200 { web::page(host).await } else { None };
    // A timer takes a millisecond or two even for no time at all.
    if !response.wait.is_zero() {
        sleep(response.wait).await;
    }
    server.count();
    match page {
        Some(page) => Ok(hyper::Response::new(page)),
        None => begin(&response).body(response.body.to_owned()),
    }
}

async fn serve(stream: TcpStream, server: Server) -> hyper::Result<()> {
    let has_answered = AtomicBool::new(false);
    let service = service_fn(|request| {
        has_answered.store(true, Ordering::Relaxed);
        Box::pin(respond(request, &server))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(server.timeout).max_buf_size(MOST_BYTES);
    // A client may have closed its half, and wait for the response.
    http.half_close(true);
    // hyper waits for clients to read for as long as they like.
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(server.timeout));
    let mut connection = http.serve_connection(TokioIo::new(Box::pin(stream)), service);

    let ended = if let Some(ended) = server.unless_stopped(&mut connection).await {
        ended
    } else {
        // hyper finishes a request that it has read, but may give up one that it has read in part, or
        // not at all.
        Pin::new(&mut connection).graceful_shutdown();
        (&mut connection).await
    };

    let mut rest = connection.into_parts();
    let stream = rest.io.inner_mut();
    if ended.as_ref().is_err_and(hyper::Error::is_timeout) {
        // hyper just ends, but a client that waits for a response should get one.
        let is_idle = rest.read_buf.iter().all(|byte| b"\r\n".contains(byte));
        if !(is_idle && has_answered.load(Ordering::Relaxed)) {
            let head_only = is_head(&rest.read_buf);
            let response = Response::timeout().bytes(SystemTime::now(), true, head_only);
            // Such a slow client may be gone.
            let _ = stream.write_all(&response).await;
        }
    }
    // If hyper found an error, it may have sent nothing.
    let _ = stream.shutdown().await;
    // A client that is still sending would get a reset, which can overtake the response.
    let _ = timeout(LINGER.min(server.timeout), copy(stream, &mut sink())).await;
    ended
}

async fn accept(listener: TcpListener, server: &Server, permits: &Arc<Semaphore>) {
    loop {
        // Backpressure: while there are as many tasks as there may be, clients wait in line.
        let permit = Arc::clone(permits).acquire_owned().await.expect("it is never closed");
        match listener.accept().await {
            Ok((stream, _)) => {
                let server = server.clone();
                tokio::spawn(async move {
                    // Whatever happened to this connection, the others go on.
                    let _ = serve(stream, server).await;
                    drop(permit);
                });
            }
            Err(error) => sleep(server.complain(&error)).await,
        }
    }
}

async fn run(listener: net::TcpListener, server: Server) -> io::Result<()> {
    web::check_date(SystemTime::now())?;
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
    name: "sites",
    see: "One thread serves them all, and rests while they wait; hyper speaks HTTP for it.",
    is_graceful: true,
    serve: |listener, server| {
        Builder::new_current_thread().enable_all().build()?.block_on(run(listener, server))
    },
};

fn main() -> std::process::ExitCode {
    cli::server(&["connections", "grace"], PROGRAM)
}
