//! The command line of lesson 5.

use crate::sites::SITES;
use crate::url::Url;
use shared::cli::{SPEEDS, WAITS, say_progress_on_interrupt};
use std::time::Duration;
use viewer::{CommandLine, Opt, Parsed, Rejection, VIEWS, clock, number, reject, session, set};

/// The command line of lesson 5, parsed.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The URLs of the pages, in the order in which they were given.
    pub urls: Vec<Url>,
    /// True if the pages are fetched from the real web, and not from the embedded sites.
    pub live: bool,
    /// The most time that a request may take, from connecting to the last byte of the body. This is real time:
    /// `--timeout` (10 seconds by default), divided by `--speed`.
    pub timeout: Duration,
    /// True if the pages are fetched with blocking calls.
    pub blocking: bool,
    /// True if the pages are fetched with async calls.
    pub nonblocking: bool,
}

#[derive(Default)]
struct Options {
    speed: Option<f64>,
    only: Option<Part>,
    live: bool,
    timeout: Option<f64>,
}

#[derive(PartialEq)]
enum Part {
    Blocking,
    Async,
}

/// The options. The first one is for a program that has both parts.
const OPTIONS: [Opt<Options>; 4] = [
    Opt {
        name: "only",
        value: "PART",
        accepted: "'blocking' or 'async'",
        help: "run one part",
        set: |options, value| {
            options.only = Some(match value.to_str() {
                Some("blocking") => Part::Blocking,
                Some("async") => Part::Async,
                _ => return Err(Rejection::Value),
            });
            Ok(())
        },
    },
    Opt {
        name: "speed",
        value: "FACTOR",
        accepted: "a number from 0.01 to 1000",
        help: "divide the delays of the sites, and the time-out, by\n\
               FACTOR, and multiply printed times by it; up to 0.5,\n\
               a busy machine prints the same lines, too",
        set: |options, value| set(&mut options.speed, number(value, SPEEDS).map(Some)),
    },
    Opt {
        name: "live",
        value: "",
        accepted: "",
        help: "fetch the pages from the real web, as URLs given as\n\
               WORK are, not from the embedded sites",
        set: |options, _| set(&mut options.live, Ok(true)),
    },
    Opt {
        name: "timeout",
        value: "SECONDS",
        accepted: "a number of seconds above 0, up to 1000000",
        help: "bound each request, from connecting to the last byte\n[default: 10]",
        set: |options, value| {
            let seconds = number(value, WAITS)?;
            options.timeout = Some(seconds).filter(|seconds| *seconds > 0.0);
            if seconds > 0.0 { Ok(()) } else { Err(Rejection::Value) }
        },
    },
];

/// Examples of command lines. The first one is for a program that has both parts.
const EXAMPLES: [(&str, &str); 5] = [
    ("--only async", "one part alone"),
    ("--speed 0.2", "in slow motion"),
    ("--timeout 0.45", "without patience for the slower sites"),
    ("--live", "the real sites"),
    ("https://tokio.rs", "a page of your own"),
];

/// Reads the command line, and starts recording the run. URLs given there are fetched from the real web. Without
/// any, the seven pages of [`SITES`] are fetched, from the embedded sites or, with `--live`, from the real web.
/// If the command line makes no sense, says why and ends the program.
pub fn pages() -> Pages {
    read(false)
}

/// Reads the command line like [`pages`], for a program that has only the async part.
pub fn async_pages() -> Pages {
    read(true)
}

fn read(only_async: bool) -> Pages {
    let skipped = usize::from(only_async);
    let command_line = CommandLine {
        work: "a valid URL that begins with http:// or https://",
        parse: Url::parse,
        default: SITES
            .iter()
            .filter_map(|(host, _)| Url::parse(&format!("http://{host}")))
            .collect(),
        options: &OPTIONS[skipped..],
        views: &VIEWS,
        examples: &EXAMPLES[skipped..],
    };
    let Parsed { name, options, views, work } = command_line.read();
    if options.live && work.is_some() {
        reject("--live fetches its own pages, so it goes with neither WORK nor --empty");
    }
    let own = work.as_ref().is_some_and(|urls| !urls.is_empty());
    let live = options.live || own;
    if live && options.speed.is_some() {
        reject("--speed is for the embedded sites: the real web has a speed of its own");
    }
    clock::set(options.speed.unwrap_or(1.0));
    // The default never shrinks, so that a hurried run on a busy machine has enough time.
    let default_timeout = clock::wall_time(10.0).max(Duration::from_secs(10));
    let pages = Pages {
        urls: work.unwrap_or(command_line.default),
        live,
        timeout: options.timeout.map_or(default_timeout, clock::wall_time),
        blocking: !only_async && options.only != Some(Part::Async),
        nonblocking: options.only != Some(Part::Blocking),
    };
    let parts = u8::from(pages.blocking) + u8::from(pages.nonblocking);
    let delays: f64 = SITES.iter().map(|(_, seconds)| seconds).sum();
    let longest = if pages.urls.is_empty() { 0.0 } else { delays * f64::from(parts) };
    let longest = (!live).then_some(longest);
    let views = views.growing(&live::TERMINAL).playing(player::PLAYER);
    session::start(&name, views, longest);
    say_progress_on_interrupt(pages.urls.len() * usize::from(parts), "fetches");
    pages
}
