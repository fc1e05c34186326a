//! Fetching pages: lesson 3 with blocking requests, then lesson 4 with async ones.
#![cfg_attr(doc, doc = include_str!("../../shared/links.md"), doc = include_str!("../README.md"))]

mod blocking;
mod nonblocking;
mod sites;

use shared::report::{FAILURE, fail, heading, note};
use shared::{Web, cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let pages = cli::pages(sites::SITES.map(|(host, _)| format!("http://{host}")));
    let sites = (!pages.live).then(|| or_fail(sites::start(), "serve the sites (try --live)"));
    let mut totals = Vec::new();
    let mut all_fetched = true;
    if pages.blocking {
        heading(format_args!("Blocking"));
        let web = Web::new("blocking", &pages, sites.as_ref());
        totals.push(blocking::main(web));
        all_fetched &= web.all_fetched();
    }
    if pages.nonblocking {
        heading(format_args!("{}Async", if pages.blocking { "\n" } else { "" }));
        let web = Web::new("async", &pages, sites.as_ref());
        totals.push(or_fail(nonblocking::main(web), "start an event loop"));
        all_fetched &= web.all_fetched();
    }
    if let [blocking, nonblocking] = totals[..] {
        note(format_args!("\nBlocking took {blocking:.1} s, async {nonblocking:.1} s."));
        // The difference of what is printed, since readers will check it.
        let saved = (blocking * 10.0).round() - (nonblocking * 10.0).round();
        if all_fetched && saved > 0.0 {
            note(format_args!("Waiting together saved {:.1} s.", saved / 10.0));
        }
    }
    if all_fetched { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn or_fail<T>(result: std::io::Result<T>, what: &str) -> T {
    result.unwrap_or_else(|error| fail(FAILURE, format_args!("cannot {what}: {error}")))
}
