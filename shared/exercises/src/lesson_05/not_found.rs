//! A book of recipes from the web, and pages that don't exist.

use crate::attempt::{Attempt, Ended};
use crate::verdict::Verdict;
use crate::web::{Client, Error, Request, Site, StatusCode, Web, name, page, seconds};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/05_http/not_found.rs");
    pub(super) async fn run(client: Client, urls: Vec<String>, book: Book) -> bool {
        collect(client, urls, book).await.is_ok()
    }
}

const SITES: [Site; 4] = [
    Site::new("http://pancakes.example", seconds(1), seconds(0)),
    Site { statuses: &[404], ..Site::new("http://waffles.example", seconds(1), seconds(0)) },
    Site::new("http://soup.example", seconds(1), seconds(0)),
    Site { statuses: &[500], ..Site::new("http://pudding.example", seconds(1), seconds(0)) },
];

/// A book of recipes. Clones are handles to the same book.
#[derive(Clone, Debug, Default)]
pub struct Book(Arc<Mutex<Written>>);

#[derive(Debug, Default)]
struct Written {
    /// The URLs of the pages that were pasted, with the pages.
    pages: Vec<(String, String)>,
    /// The URLs whose errors were written down.
    errors: Vec<String>,
}

impl Book {
    /// Pastes a page into the book.
    pub fn paste(&self, url: &str, page: String) {
        self.written().pages.push((url.to_owned(), page));
    }

    /// Writes down why a page isn't in the book.
    pub fn write_down(&self, error: &Error) {
        self.written().errors.push(error.url().to_owned());
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Checks that the book has all the pages that exist, and no others.
pub fn check(
    collect: impl AsyncFn(Client, Vec<String>, Book) -> Result<(), Error> + Send + 'static,
) -> Verdict {
    let urls = || SITES.map(|site| site.url.to_owned()).to_vec();
    let web = Web::new(&SITES);
    let right = Attempt::on_tokio(Kind::Delays, move |run| {
        right::run(web.client(&run), urls(), Book::default())
    });
    let (web, book) = (Web::new(&SITES), Book::default());
    let own = (web.clone(), book.clone());
    let yours = Attempt::on_tokio(Kind::Delays, async move |run| {
        collect(own.0.client(&run), urls(), own.1).await.is_ok()
    });
    let requests = web.requests();
    let verdict = match &yours.ended {
        Ended::Returned(is_ok) => judge(&requests, &book.written(), *is_ok),
        Ended::Panicked(panic) if panic.message.contains("Status") => Verdict::wrong(format!(
            "{} panicked at a missing page, so the others were never fetched; write the error \
             down, and go on with the next page.",
            panic.place()
        ))
        .because("A missing page isn't a bug in your program: expect it, and deal with it."),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on the contents of the book.
fn judge(requests: &[Request], written: &Written, is_ok: bool) -> Verdict {
    let asked = |site: &Site| requests.iter().find(|request| request.url == site.url);
    let left = SITES.iter().filter(|site| asked(site).is_none()).count();
    if left > 0 {
        let verdict = Verdict::wrong(format!(
            "{left} of {} sites {} never asked for a page; one missing page is no reason to do \
             without the others.",
            SITES.len(),
            if left == 1 { "was" } else { "were" }
        ));
        return if is_ok {
            verdict
        } else {
            verdict.because(
                "`?` ends the function at the first error. An error that concerns only one page is \
                 for a `match` within the loop.",
            )
        };
    }
    for (site, request) in SITES.iter().filter_map(|site| Some((site, asked(site)?))) {
        let name = name(site.url);
        let pasted = written.pages.iter().find(|(url, _)| url == site.url);
        let noted = written.errors.iter().any(|url| url == site.url);
        let is_there = request.status.is_success();
        if let Some((_, text)) = pasted.filter(|_| !is_there) {
            let verdict = Verdict::wrong(format!(
                "the text pasted for {name} isn't a recipe, but \"{text}\", which the site sent \
                 instead of the page."
            ));
            return verdict.because(if request.status == StatusCode::NOT_FOUND {
                "`send` is `Ok` whenever there is a response. Its status says if the page is in \
                 it: 404 has a page, too, but not the one you asked for."
            } else {
                "404 isn't the only status without the page: all from 400 on are like that. \
                 `error_for_status` knows them all."
            });
        }
        let sentence = match (pasted, is_there) {
            (None, true) if noted => {
                format!("{name} sent its page, but the book says that there is none.")
            }
            (None, true) => format!("{name} sent its page, but it is not in the book."),
            (Some((_, text)), true)
                if *text != page(site.url, request.status) || !request.is_read =>
            {
                format!("the text pasted for {name} isn't the one that the site sent.")
            }
            (None, false) if !noted => {
                format!(
                    "{name} has no page ({}), but the book doesn't say so; errors are written \
                     down with `book.write_down`.",
                    request.status
                )
            }
            _ => continue,
        };
        return Verdict::wrong(sentence);
    }
    if written.pages.len() + written.errors.len() > SITES.len() {
        return Verdict::wrong(format!(
            "the book has more entries than there are sites; each of the {} should be in it once.",
            SITES.len()
        ));
    }
    if !is_ok {
        return Verdict::wrong(
            "everything that was wanted is in the book, but your function returned an error; an \
             error that is written down has been dealt with.",
        )
        .because("`Err` tells the caller that your function couldn't do its job, but it did.");
    }
    Verdict::right("the book has two recipes, and says which two pages are missing.")
}
