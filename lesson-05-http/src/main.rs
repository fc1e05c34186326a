//! Fetching pages: lesson 3 with blocking requests, then lesson 4 with async ones.

mod blocking;
mod nonblocking;

use shared::cli;
use web::{Pages, Sites, Web, error, heading, note};

fn fetch(pages: &Pages) -> Result<(), String> {
    let sites = if pages.live { None } else { Some(Sites::start()?) };
    let mut totals = Vec::new();
    let mut all_fetched = true;
    if pages.blocking {
        heading(format_args!("Blocking"));
        let web = Web::new("blocking", pages, sites.as_ref());
        totals.push(blocking::main(web.clone()));
        all_fetched &= web.end();
    }
    if pages.nonblocking {
        heading(format_args!("{}Async", if pages.blocking { "\n" } else { "" }));
        let web = Web::new("async", pages, sites.as_ref());
        let total = nonblocking::main(web.clone());
        totals.push(total.map_err(|error| format!("cannot start an event loop: {error}"))?);
        all_fetched &= web.end();
    }
    if let [blocking, nonblocking] = totals[..] {
        note(format_args!("\nBlocking took {blocking:.1} s, async {nonblocking:.1} s."));
        // The difference of what is printed, since readers will check it.
        let saved = (blocking * 10.0).round() - (nonblocking * 10.0).round();
        if all_fetched && saved > 0.0 {
            note(format_args!("Waiting together saved {:.1} s.", saved / 10.0));
        }
    }
    Ok(())
}

fn main() -> std::process::ExitCode {
    if let Err(wrong) = fetch(&web::pages()) {
        error(format_args!("{wrong}"));
    }
    cli::end()
}
