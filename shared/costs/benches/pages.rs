//! Measures how many pages are fetched a second. Lesson 5's own tasks fetch 1,000 pages from the embedded sites. The
//! more tasks there are, the more pages they wait for at the same time. With sites that answer at once, only the cost
//! of the fetching itself is left.
//!
//! The ceiling is hyper, on which the lesson's client is built, used directly, for the same pages and on the same
//! number of connections. It follows no redirects and has no time-outs.

use costs::{
    Figures, Job, Question, Table, all_or_one, begin_group, count, in_a_process, is_trial, job,
    nanoseconds, ratio, rough, seldom, whole,
};
use criterion::{BenchmarkId, Criterion, Throughput};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::HOST;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use shared::Queue;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use web::{Pages, SITES, Sites, Url, Web};

#[path = "../../../lesson-05-http/src/blocking.rs"]
#[expect(dead_code, reason = "here there are more tasks than two")]
mod blocking;
#[path = "../../../lesson-05-http/src/nonblocking.rs"]
#[expect(dead_code, reason = "here there are more tasks than two")]
mod nonblocking;

const QUESTION: Question =
    Question { name: "pages", question: "How many pages a second?", measure, answer };

const PAGES: u32 = 1000;
const TASKS: [u32; 4] = [1, 2, 10, 100];
/// The site that is asked. It responds after half a lesson second.
const SITE: &str = "microsoft.com";
/// The same site without its delay.
const AT_ONCE: [(&str, f64); 1] = [(SITE, 0.0)];

/// A row of the table.
struct Row {
    /// The name of the way in which pages are fetched.
    way: &'static str,
    /// The delay of the site, in milliseconds.
    delay: u32,
    /// The tasks or connections that fetch them, in words.
    who: &'static str,
    /// A comment on the figures.
    what: &'static str,
}

/// The speed at which the delay of the site is 10 ms.
const SPEED: &str = "50";

const ROWS: [Row; 6] = [
    Row {
        way: "blocking",
        delay: 10,
        who: "blocking, delays of 10 ms",
        what: "each task needs a thread, and the client one more; to start them, and to switch between \
               them, takes time, too.",
    },
    Row {
        way: "async",
        delay: 10,
        who: "async, delays of 10 ms",
        what: "one thread waits for a hundred pages nearly as well as for one.",
    },
    Row {
        way: "blocking",
        delay: 0,
        who: "blocking, no delays",
        what: "each request is handed to the client's thread, and the response back; all tasks share \
               that thread.",
    },
    Row {
        way: "async",
        delay: 0,
        who: "async, no delays",
        what: "what takes longer than the ceiling is reqwest, the client of the lesson, for the most \
               part. The lesson adds some lines.",
    },
    Row {
        way: "reqwest",
        delay: 0,
        who: "reqwest alone, no delays",
        what: "for each page it parses a URL, takes a connection from a pool, keeps a time-out and is \
               ready to follow a redirect.",
    },
    Row {
        way: "hyper",
        delay: 0,
        who: "hyper alone, no delays",
        what: "the ceiling: nothing but connections, requests and responses.",
    },
];

/// Returns the least time that all delays take together.
fn ideal(delay: u32, tasks: u32) -> Duration {
    Duration::from_millis(delay.into()) * PAGES / tasks
}

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    group.throughput(Throughput::Elements(PAGES.into()));
    for Row { way, delay, .. } in ROWS {
        for &tasks in all_or_one(&TASKS, 1) {
            let pages = pages(delay, tasks);
            let job = format!("{way} {tasks} {pages} {delay}");
            let share = f64::from(pages) / f64::from(PAGES);
            seldom(&mut group, Duration::from_millis(50) + ideal(delay, tasks).mul_f64(share));
            group.bench_function(BenchmarkId::new(format!("{way}-{delay}"), tasks), |bencher| {
                bencher.iter_custom(|times| {
                    let fetch = |_| in_a_process(&job, &["--quiet", "--speed", SPEED]);
                    let nanoseconds: f64 = (0..times).map(fetch).sum();
                    Duration::from_secs_f64(nanoseconds / 1e9 / share)
                });
            });
        }
    }
    group.finish();
}

/// Returns the number of pages in a sample. If all pages would take seconds, it's a tenth of them.
fn pages(delay: u32, tasks: u32) -> u32 {
    let is_slow = ideal(delay, tasks) > Duration::from_secs(1);
    match (is_trial(), is_slow) {
        (true, _) => 2 * tasks,
        (false, true) => PAGES / 10,
        (false, false) => PAGES,
    }
}

fn answer(figures: &Figures) -> Table {
    let tasks = TASKS.map(|tasks| match tasks {
        1 => "1 task".to_owned(),
        _ => format!("{tasks} tasks"),
    });
    let columns = ["Pages a second"].into_iter().chain(tasks.iter().map(String::as_str));
    let mut table = Table::new(&columns.collect::<Vec<_>>());
    for Row { way, delay, who, .. } in ROWS {
        let takes = |tasks: u32| figures.median(&format!("pages/{way}-{delay}/{tasks}"));
        let least = |tasks: u32| match delay {
            0 => figures.median(&format!("pages/hyper-0/{tasks}")),
            _ => nanoseconds(ideal(delay, tasks)),
        };
        let cells = TASKS.map(|tasks| {
            let rate = f64::from(PAGES) * 1e9 / takes(tasks);
            let times = takes(tasks) / least(tasks);
            // If each page wakes one or two threads, it matters on which cores these are.
            if delay == 0 && tasks <= 2 {
                format!("{} ({})", rough(rate, count), rough(times, ratio))
            } else {
                format!("{} ({})", count(rate), ratio(times))
            }
        });
        table.row([who.to_owned()].into_iter().chain(cells));
    }
    let lines = ROWS.map(|Row { who, what, .. }| format!("- **{who}**: {what}"));
    table.note(format!(
        "{} pages of one of the embedded sites (with delays of 10 ms, one or two tasks fetch a tenth of \
         them at a time), by as many tasks, which share a client. In brackets: how many times as long \
         it takes as the delays do, or as hyper does on as many connections. Without delays, one or \
         two tasks mostly wait for the system to wake one thread or the other: these figures vary, \
         and the ceiling may be low.\n\n{}",
        whole(PAGES),
        lines.join("\n")
    ))
}

/// Fetches pages, in another process, since the lesson's tasks print lines. Returns the time in nanoseconds.
fn fetch(job: &Job) -> f64 {
    let tasks = job.number(1);
    let url = Url::parse(&format!("http://{SITE}")).expect("a host makes a URL");
    let urls = vec![url; job.number(2) as usize];
    let pages = Pages { urls: urls.clone(), ..web::pages() };
    let sites = if job.number(3) == 0 { Sites::serve(&AT_ONCE) } else { Sites::serve(&SITES) };
    let sites = sites.expect("the sites can be served");
    let web = Web::new("", &pages, Some(&sites));
    let start = Instant::now();
    match job.word(0) {
        "blocking" => {
            let work_queue = Queue::from(web.urls());
            let client = web.blocking_client();
            let task = || blocking::task("", work_queue.clone(), client.clone(), web.clone());
            on_threads(tasks, task);
        }
        "async" => {
            let work_queue = Queue::from(web.urls());
            let client = web.client();
            let task = || nonblocking::task("", work_queue.clone(), client.clone(), web.clone());
            on_one_thread(tasks, task);
        }
        "reqwest" => {
            let work_queue = Queue::from(urls);
            let client = web.client();
            on_one_thread(tasks, || alone(work_queue.clone(), client.clone()));
        }
        _ => {
            let work_queue = Queue::from(urls);
            on_one_thread(tasks, || connection(work_queue.clone(), sites.address));
        }
    }
    nanoseconds(start.elapsed())
}

/// Runs this many tasks, each on a thread of its own.
fn on_threads<F: Future<Output = ()> + Send>(tasks: u32, task: impl Fn() -> F) {
    thread::scope(|scope| {
        for _ in 0..tasks {
            let task = task();
            scope.spawn(|| pollster::block_on(task));
        }
    });
}

/// Runs this many tasks on one thread, as lesson 5 does.
fn on_one_thread<F: Future<Output = ()> + Send + 'static>(tasks: u32, task: impl Fn() -> F) {
    let event_loop = Builder::new_current_thread().enable_all().build();
    let event_loop = event_loop.expect("the system has an event loop left");
    let mut all = JoinSet::new();
    for _ in 0..tasks {
        all.spawn_on(task(), event_loop.handle());
    }
    event_loop.block_on(all.join_all());
}

/// Fetches pages with only the client of the lesson.
async fn alone(work_queue: Queue<Url>, client: reqwest::Client) {
    while let Ok(url) = work_queue.take().await {
        let response = client.get(url.as_str()).send().await.expect("the sites respond");
        assert_eq!(response.status(), StatusCode::OK);
        response.bytes().await.expect("the page comes whole");
    }
}

/// Fetches pages with only hyper, on one connection.
async fn connection(work_queue: Queue<Url>, address: SocketAddr) {
    let stream = TcpStream::connect(address).await.expect("the sites listen");
    stream.set_nodelay(true).expect("it is open");
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.expect("the sites speak HTTP");
    tokio::spawn(connection);
    while work_queue.take().await.is_ok() {
        let request = Request::get("/").header(HOST, SITE).body(Empty::<Bytes>::new());
        let response = sender.send_request(request.expect("it is a request")).await;
        let response = response.expect("the sites respond");
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body().collect().await.expect("the page comes whole");
    }
}

fn main() -> ExitCode {
    match job() {
        Some(job) => job.report(fetch(&job)),
        None => QUESTION.main(),
    }
}
