//! Ten letters on a small computer, which can send three pages at a time.

use crate::attempt::{Attempt, Ended};
use crate::verdict::Verdict;
use crate::web::{Client, Error, Request, Site, StatusCode, Web, page, seconds, told};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/05_http/three_at_a_time.rs");
    pub(super) async fn run(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        fetch_all(client, urls).await
    }
}

const AT_A_TIME: usize = 3;
/// The time from the request to the headers.
const HEAD: Duration = seconds(1);

const LETTERS: [Site; 10] = [
    Site::new("http://attic.example/01", HEAD, seconds(0)),
    Site::new("http://attic.example/02", HEAD, seconds(3)),
    Site::new("http://attic.example/03", HEAD, seconds(0)),
    Site::new("http://attic.example/04", HEAD, seconds(1)),
    Site::new("http://attic.example/05", HEAD, seconds(0)),
    Site::new("http://attic.example/06", HEAD, seconds(2)),
    Site::new("http://attic.example/07", HEAD, seconds(1)),
    Site::new("http://attic.example/08", HEAD, seconds(0)),
    Site::new("http://attic.example/09", HEAD, seconds(0)),
    Site::new("http://attic.example/10", HEAD, seconds(1)),
];

/// Checks that three pages are under way while that many are left, and never more.
pub fn check(
    fetch_all: impl AsyncFn(Client, Vec<String>) -> Result<Vec<String>, Error> + Send + 'static,
) -> Verdict {
    let urls = || LETTERS.map(|letter| letter.url.to_owned()).to_vec();
    let web = Web::new(&LETTERS);
    let right = Attempt::on_tokio(Kind::Delays, move |run| right::run(web.client(&run), urls()));
    let web = Web::new(&LETTERS);
    let own = web.clone();
    let yours = Attempt::on_tokio(Kind::Delays, async move |run| {
        fetch_all(own.client(&run), urls()).await.map_err(|error| error.to_string())
    });
    let (requests, end) = (web.requests(), yours.run.now());
    let verdict = match &yours.ended {
        Ended::Returned(Ok(pages)) => {
            judge_order(&requests, end).or_else(|| judge_pages(&requests, pages)).unwrap_or_else(
                || Verdict::right(format!("ten pages, three at a time, took {}.", told(end))),
            )
        }
        Ended::Returned(Err(error)) => {
            Verdict::wrong(format!("all pages are there, but it returned an error: {error}."))
        }
        Ended::Stuck => Verdict::wrong(format!(
            "{} of {} pages were asked for; the rest waits to begin, and nothing makes room for \
             it.",
            requests.len(),
            LETTERS.len()
        ))
        .because(
            "A permit is given back when it is dropped. One that is forgotten or kept never is, \
             and the next `acquire` waits for ever.",
        ),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the spans of time in which the number of requests under way stays the same, with that number.
fn under_way(requests: &[(Duration, Duration)]) -> Vec<(Duration, Duration, usize)> {
    let mut times: Vec<_> = requests.iter().flat_map(|(began, ended)| [*began, *ended]).collect();
    times.sort_unstable();
    times.dedup();
    let count = |at: Duration| requests.iter().filter(|it| it.0 <= at && at < it.1).count();
    times.windows(2).map(|span| (span[0], span[1], count(span[0]))).collect()
}

/// Returns the verdict on a time with too many requests, or too few; `None` if there was none.
fn judge_order(requests: &[Request], end: Duration) -> Option<Verdict> {
    let whole = |request: &Request| (request.began, request.ended.unwrap_or(end));
    let spans = under_way(&requests.iter().map(whole).collect::<Vec<_>>());
    let heads: Vec<_> = requests.iter().map(|it| (it.began, it.began + HEAD)).collect();
    let most = |spans: &[(_, _, usize)]| spans.iter().map(|span| span.2).max().unwrap_or(0);
    let (at_once, heads_at_once) = (most(&spans), most(&under_way(&heads)));
    if at_once > AT_A_TIME {
        let verdict = Verdict::wrong(format!(
            "{at_once} pages were under way at once; the computer in the attic can send \
             {AT_A_TIME} at a time."
        ));
        return Some(verdict.because(if at_once == LETTERS.len() {
            "Nothing held them back: tasks that are spawned, or futures polled together, begin at \
             once. If you have permits, keep each in a variable until its page is there: `let _ = \
             …` drops it at once."
        } else if heads_at_once > AT_A_TIME {
            "A limit allows as many at once as it says. The right limit depends on what the other \
             side can do."
        } else {
            "`send` is done when the headers are there, and then the page is still to come. If \
             you give the place away then, you do it too early."
        }));
    }
    let begun_by = |at: Duration| requests.iter().filter(|request| request.began <= at).count();
    let is_idle = |(from, _, count): &&(Duration, Duration, usize)| {
        *count < AT_A_TIME && begun_by(*from) < LETTERS.len()
    };
    let (from, until, count) = spans.iter().find(is_idle)?;
    let verdict = Verdict::wrong(format!(
        "from {} to {} just {count} of {AT_A_TIME} places {} taken, though {} pages had not \
         begun; as soon as a place is free, the next page should begin.",
        told(*from),
        told(*until),
        if *count == 1 { "was" } else { "were" },
        LETTERS.len() - begun_by(*from)
    ));
    if at_once == 2 {
        return Some(verdict);
    }
    if at_once == 1 {
        return Some(verdict.because(
            "A loop that awaits each page begins the next one only when that is there. For \
             requests to overlap, poll several futures together, or spawn tasks.",
        ));
    }
    let begins_after_all = requests.iter().skip(at_once).any(|one| {
        requests.iter().filter(|it| it.began < one.began).all(|it| it.ended <= Some(one.began))
    });
    let is_batch = begins_after_all && begun_by(*from) % AT_A_TIME == 0;
    Some(if is_batch {
        verdict.because(
            "If pages are dealt out in advance, in batches or in thirds, places stay empty until \
             the slowest share is done. Let each place take the next page as soon as it is free.",
        )
    } else {
        verdict.because(
            "A place is free as soon as its page is there, whichever that is. Code that waits for \
             a certain page, as `buffered` does to keep the order, doesn't fill the other places.",
        )
    })
}

/// Returns the verdict on pages that weren't fetched or returned; `None` if all were.
fn judge_pages(requests: &[Request], pages: &[String]) -> Option<Verdict> {
    let read = |letter: &&Site| requests.iter().any(|it| it.url == letter.url && it.is_read);
    let fetched: Vec<_> = LETTERS.iter().filter(read).collect();
    let returned = |letter: &&&Site| pages.contains(&page(letter.url, StatusCode::OK));
    let returned = fetched.iter().filter(returned).count();
    if fetched.len() < LETTERS.len() {
        Some(Verdict::wrong(format!(
            "{} of {} pages were read to their end; all are wanted.",
            fetched.len(),
            LETTERS.len()
        )))
    } else if returned < LETTERS.len() || pages.len() > LETTERS.len() {
        Some(Verdict::wrong(format!(
            "all {} pages were fetched, but of the {} that were returned, only {returned} are \
             pages that the computer sent; return each page once.",
            LETTERS.len(),
            pages.len()
        )))
    } else {
        None
    }
}
