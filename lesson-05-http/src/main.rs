//! Fetching pages: lesson 3 with blocking requests, then lesson 4 with async ones.

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
        let web = Web::new(&pages, sites.as_ref());
        totals.push(blocking::main(web));
        all_fetched &= web.all_fetched();
    }
    if pages.nonblocking {
        heading(format_args!("Async"));
        let web = Web::new(&pages, sites.as_ref());
        totals.push(or_fail(nonblocking::main(web), "start an event loop"));
        all_fetched &= web.all_fetched();
    }
    if let [blocking, nonblocking] = totals[..] {
        let saved = (blocking * 10.0).round() / 10.0 - (nonblocking * 10.0).round() / 10.0;
        note(format_args!(
            "Blocking took {blocking:.1} s, async {nonblocking:.1} s: waiting together saved {}.",
            if saved < 0.05 { "nothing".to_owned() } else { format!("{saved:.1} s") },
        ));
    }
    if all_fetched { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn or_fail<T>(result: std::io::Result<T>, what: &str) -> T {
    result.unwrap_or_else(|error| fail(FAILURE, format_args!("cannot {what}: {error}")))
}
