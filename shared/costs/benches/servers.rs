//! Measures how many requests a second each of the five servers answers, under the same load: clients that ask for
//! `/`, and ask again as soon as they have the response. The server is another process, but shares the cores with the
//! clients, which do a good part of the work.

use costs::{Figures, Question, Table, begin_group, count, ratio, steadily};
use criterion::{Criterion, Throughput};
use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use server::{Load, Program, ServerProcess, cli};
use std::convert::Infallible;
use std::ffi::OsString;
use std::net::TcpListener;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, io};
use tokio::runtime::Builder;

#[path = "../../../lesson-05-http/examples/servers.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod servers;

const QUESTION: Question =
    Question { name: "servers", question: "How many requests a second?", measure, answer };

/// The number of clients that ask at the same time: enough to keep a server busy.
const CLIENTS: u32 = 50;

/// A description of each server.
const HOW: [&str; 6] = [
    "one connection after the other, and a new one for each request",
    "looks at all connections in turn, which under such a load is rarely in vain",
    "a thread for each connection, to which the system has to switch",
    "a task for each connection, to which the event loop switches",
    "the same, where hyper speaks HTTP: more of it, and with more care",
    "hyper alone, without a timer: it waits for slow clients for ever",
];

/// Returns the servers of the lessons, and the plain library behind the last one.
fn programs() -> impl Iterator<Item = Program> {
    servers::PROGRAMS.into_iter().chain([HYPER])
}

/// The server with only hyper, which has no options and can't be ended gracefully.
const HYPER: Program =
    Program { name: "hyper", see: "", is_graceful: false, serve: |listener, _| serve(listener) };

fn serve(listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            let hello = service_fn(async |_| {
                Ok::<_, Infallible>(Response::new(Full::<Bytes>::from("Hello!\n")))
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), hello));
        }
    })
}

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    group.throughput(Throughput::Elements(1));
    // Clients connect again for each sample. With long samples, that hardly matters.
    steadily(&mut group);
    for program in programs() {
        // The server starts at its first use, since the command line may single out others.
        let mut server = None;
        group.bench_function(program.name, |bencher| {
            let server = server.get_or_insert_with(|| start(program.name));
            bencher.iter_custom(|requests| put_under_load(server, requests));
        });
        if let Some(server) = server {
            server.end();
        }
    }
    group.finish();
}

fn answer(figures: &Figures) -> Table {
    let mut table = Table::new(&["Server", "requests a second", "How it serves"]);
    for (program, how) in programs().zip(HOW) {
        let takes = figures.median(&format!("servers/{}", program.name));
        let times = ratio(takes / figures.median("servers/hyper"));
        let rate = format!("{} ({times})", count(1e9 / takes));
        table.row([program.name.to_owned(), rate, how.to_owned()]);
    }
    table.note(format!(
        "{CLIENTS} clients ask for `/`, and again as soon as they have the response, from one thread that \
         shares the cores with the server: this is what both ends can do together. In brackets, how \
         many times as long a request takes as with hyper alone, the plain library below sites; some \
         percent either way mean nothing. With sync, a request includes a connection. Nothing is waited \
         for: where each response takes 50 ms, sync serves 20 of them a second."
    ))
}

/// Starts a server, which is this program with the command line of a server.
fn start(name: &str) -> ServerProcess {
    let arguments = ["--listen", "127.0.0.1:0", "--until-eof", "--only", name].map(OsString::from);
    ServerProcess::start(&arguments).expect("the server starts")
}

/// Returns the time in which this many requests are answered.
fn put_under_load(server: &ServerProcess, requests: u64) -> Duration {
    // Round up, so that all clients make the same number of requests.
    let each = u32::try_from(requests).expect("nobody has time for more").div_ceil(CLIENTS);
    let load = Load {
        clients: CLIENTS,
        slow: 0,
        path: "/".to_owned(),
        every: Duration::ZERO,
        requests: each,
        patience: Duration::from_secs(60),
    };
    let event_loop = Builder::new_current_thread().enable_all().build().expect("there is one left");
    let outcome = event_loop.block_on(load.run(server.address)).expect("it can be reached");
    assert_eq!(outcome.failed, 0, "some requests failed");
    #[expect(clippy::cast_precision_loss, reason = "nobody has time for that many")]
    let share = requests as f64 / f64::from(each * CLIENTS);
    outcome.time.mul_f64(share)
}

fn main() -> ExitCode {
    if env::args().any(|argument| argument == "--listen") {
        return cli::servers(&programs().collect::<Vec<_>>(), plots::servers);
    }
    QUESTION.main()
}
