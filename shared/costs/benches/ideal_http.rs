//! Measures how close lesson 5 comes to the ideal. Each of its sites has a delay. If nothing else took any time, two
//! tasks would have all pages after 3.2 seconds of blocking, or after 1.7 seconds of awaiting. Besides the two parts
//! of the lesson, this measures the sites themselves: the time until their response has arrived, for hyper on a
//! connection that is already open.

use costs::{
    Figures, Lesson, Question, Table, all_or_one, begin_group, nanoseconds, ratio, seldom, signed,
    time,
};
use criterion::{BenchmarkId, Criterion};
use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::HOST;
use hyper_util::rt::TokioIo;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use web::Sites;

const QUESTION: Question = Question {
    name: "ideal-http",
    question: "How close to the ideal is lesson 5?",
    measure,
    answer,
};

static LESSON: Lesson = Lesson::new("lesson-05-http");

/// The parts of the lesson, their ideal times, and the number of delays that follow each other.
const PARTS: [(&str, Duration, u32); 2] =
    [("blocking", Duration::from_millis(3200), 7), ("async", Duration::from_millis(1700), 3)];
const SPEEDS: [u32; 3] = [2, 5, 20];
/// The quickest of the sites and the slowest.
const SITES: [&str; 2] = ["google.com", "yahoo.com"];

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    for (part, ideal, _) in PARTS {
        for &speed in all_or_one(&SPEEDS, 2) {
            seldom(&mut group, ideal / speed);
            group.bench_function(BenchmarkId::new(part, speed), |bencher| {
                bencher.iter_custom(|times| (0..times).map(|_| lesson(part, speed)).sum());
            });
        }
    }
    for &site in all_or_one(&SITES, 0) {
        seldom(&mut group, delay(site));
        group.bench_function(BenchmarkId::new("site", site), |bencher| {
            bencher.iter_custom(|times| ask(site, times));
        });
    }
    group.finish();
}

fn answer(figures: &Figures) -> Table {
    let mut table =
        Table::new(&["What", "ideal", "total", "late", "late for each delay", "of the ideal"]);
    let mut row = |what: String, ideal: Duration, delays: u32, name: &str| {
        let ideal = nanoseconds(ideal);
        let taken = figures.median(&format!("ideal-http/{name}"));
        let late = taken - ideal;
        let each = late / f64::from(delays);
        table.row([
            what,
            time(ideal),
            time(taken),
            signed(late),
            signed(each),
            ratio(taken / ideal),
        ]);
    };
    for (part, ideal, delays) in PARTS {
        for speed in SPEEDS {
            row(
                format!("{part}, `--speed {speed}`"),
                ideal / speed,
                delays,
                &format!("{part}/{speed}"),
            );
        }
    }
    for site in SITES {
        row(format!("the site {site}"), delay(site), 1, &format!("site/{site}"));
    }
    table.note(
        "The delays of the sites, seven of them in a row, or three, make the ideal. What comes \
         on top is tokio's timer, which ticks in milliseconds, and the request itself.",
    )
}

/// Returns the total of a part of the lesson at that speed, in real time.
fn lesson(part: &str, speed: u32) -> Duration {
    let arguments = ["--only", part, "--speed", &speed.to_string()];
    Duration::from_secs_f64(LESSON.total(&arguments) / f64::from(speed))
}

/// Returns the delay of a site.
fn delay(site: &str) -> Duration {
    let found = web::SITES.iter().find(|(host, _)| *host == site);
    Duration::from_secs_f64(found.expect("there is such a site").1)
}

/// Returns the time in which a site has responded that many times.
fn ask(site: &str, times: u64) -> Duration {
    let event_loop = Builder::new_current_thread().enable_all().build().expect("there is one left");
    let address = Sites::start().expect("the sites can be served").address;
    event_loop.block_on(async {
        let stream = TcpStream::connect(address).await.expect("the sites listen");
        let connection = http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = connection.expect("the sites speak HTTP");
        tokio::spawn(connection);
        let start = Instant::now();
        for _ in 0..times {
            let request = Request::get("/").header(HOST, site).body(Empty::<Bytes>::new());
            let response = sender.send_request(request.expect("it is a request")).await;
            let body = response.expect("the site responds").into_body();
            body.collect().await.expect("the page comes whole");
        }
        start.elapsed()
    })
}

fn main() -> ExitCode {
    QUESTION.main()
}
