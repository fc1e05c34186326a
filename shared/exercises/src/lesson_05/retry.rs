//! Tickets for the circus, and a busy site.

use crate::attempt::{Attempt, Ended};
use crate::run::Run;
use crate::verdict::Verdict;
use crate::web::{Client, Error, Request, Site, StatusCode, Web, page, seconds, told};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/05_http/retry.rs");
    pub(super) async fn run(client: Client, url: &str) -> Result<String, Error> {
        fetch(&client, url).await
    }
}

/// The most requests for a page.
const MOST: usize = 3;
/// The shortest pause: half a second, for programs that shorten a second by a random part.
const SHORTEST: Duration = Duration::from_millis(500);

/// A day: the site's answers, and the number of requests that they are worth.
struct Day {
    statuses: &'static [u16],
    requests: usize,
}

const FIRST: Day = Day { statuses: &[503, 503, 200], requests: MOST };
const OTHERS: [Day; 4] = [
    Day { statuses: &[503], requests: MOST },
    Day { statuses: &[503, 404], requests: 2 },
    Day { statuses: &[500], requests: 1 },
    Day { statuses: &[200], requests: 1 },
];

impl Day {
    fn site(&self) -> Site {
        let site = Site::new("http://circus.example", seconds(1), seconds(0));
        Site { statuses: self.statuses, ..site }
    }

    /// Returns the last status that is worth waiting for.
    fn last(&self) -> u16 {
        self.statuses[self.statuses.len().min(self.requests) - 1]
    }
}

/// Checks that a busy site is asked again, at most three times, after pauses that grow.
pub fn check(
    fetch: impl AsyncFn(&Client, &str) -> Result<String, Error> + Clone + Send + 'static,
) -> Verdict {
    let first = on(&FIRST, fetch.clone());
    if !first.is_right() {
        return first;
    }
    let mut others = OTHERS.iter().map(|day| on(day, fetch.clone()));
    others.find(|verdict| !verdict.is_right()).unwrap_or(first)
}

fn on(
    day: &Day,
    fetch: impl AsyncFn(&Client, &str) -> Result<String, Error> + Send + 'static,
) -> Verdict {
    let url = day.site().url;
    let web = Web::new(&[day.site()]);
    let right = Attempt::on_tokio(Kind::Delays, async move |run| {
        right::run(web.client(&run), url).await.is_ok()
    });
    let web = Web::new(&[day.site()]);
    let own = web.clone();
    let yours = Attempt::on_tokio(Kind::Delays, async move |run| {
        let client = own.client(&run);
        fetch(&client, url).await.map_err(|error| error.status())
    });
    let verdict = match &yours.ended {
        Ended::Returned(result) => {
            judge(day, result, &web.requests(), &yours.run).unwrap_or_else(|| {
                Verdict::right(
                    "a busy site was asked again after a pause, and after a longer one, and three \
                     times at most; a missing page wasn't asked for again.",
                )
            })
        }
        Ended::Endless if web.requests().len() > MOST => endless(&web.requests()),
        Ended::Endless => Verdict::wrong(
            "your function was polled over and over, and got nowhere; a pause is one wait, and at \
             its end, the task is woken.",
        )
        .because(
            "A loop that yields until some time has passed is never idle: it takes all the time \
             of a processor. `sleep` can be awaited.",
        ),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the pauses between requests.
fn pauses(requests: &[Request]) -> Vec<Duration> {
    let pause =
        |pair: &[Request]| pair[1].began.saturating_sub(pair[0].ended.unwrap_or(pair[1].began));
    requests.windows(2).map(pause).collect()
}

/// Returns the verdict on a program that never stops asking.
fn endless(requests: &[Request]) -> Verdict {
    let verdict = Verdict::wrong(format!(
        "a site that stays busy was asked {} times, and no end was in sight; after {MOST} \
         requests, take its answer for an answer.",
        requests.len() - 1
    ));
    verdict.because(
        "A loop that tries until it succeeds may never end. Count the requests, or set a limit \
         for all of them together.",
    )
}

/// Returns the verdict on the requests and on the result.
fn judge(
    day: &Day,
    result: &Result<String, Option<StatusCode>>,
    requests: &[Request],
    run: &Run,
) -> Option<Verdict> {
    let Some(last) = requests.last() else {
        return Some(Verdict::wrong("the site was never asked for the page."));
    };
    judge_requests(day, requests).or_else(|| judge_result(result, last, run))
}

/// Returns the verdict on the number of requests and their pauses; `None` if nothing is wrong with them.
fn judge_requests(day: &Day, requests: &[Request]) -> Option<Verdict> {
    let (asked, pauses) = (requests.len(), pauses(requests));
    let times = match asked {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{asked} times"),
    };
    if pauses.contains(&Duration::ZERO) {
        return Some(
            Verdict::wrong(format!(
                "the site said that it was busy, and at the same moment it was asked again, \
                 {times} in all; it needs a pause."
            ))
            .because(
                "If you ask at once, the site is as busy as before, and you make it busier. Only \
                 time helps.",
            ),
        );
    }
    if asked > day.requests && matches!(day.last(), 404 | 500) {
        let said = if day.last() == 404 { "there is no such page" } else { "it has failed" };
        return Some(
            Verdict::wrong(format!(
                "after the site had said that {said} ({}), it was asked again, {times} in all; \
                 only a busy site (503) should be asked again.",
                day.last()
            ))
            .because(
                "Some errors pass, as 503 does, or a connection that broke. Others stay, however \
                 often you ask: look at the status before you try again.",
            ),
        );
    }
    if asked > day.requests {
        return Some(Verdict::wrong(format!(
            "the site was asked {times}; {} are enough.",
            day.requests
        )));
    }
    if asked < day.requests {
        return Some(
            Verdict::wrong(format!(
                "the site was asked {times}, said that it was busy, and was not asked again; it is \
                 given up only after {} requests.",
                day.requests
            ))
            .because(
                "503 says that it doesn't work now, and nothing about later. After a pause, the \
                 same request may succeed.",
            ),
        );
    }
    if pauses.iter().any(|pause| *pause < SHORTEST) {
        return Some(
            Verdict::wrong(format!(
                "after {} the busy site was asked again; it needs a second, and then more than \
                 that.",
                told(pauses.iter().min().copied().unwrap_or_default())
            ))
            .because(
                "To a busy site, a moment isn't a pause: it takes longer than that to deal with a \
                 request.",
            ),
        );
    }
    if pauses.windows(2).any(|pair| pair[1] <= pair[0]) {
        return Some(
            Verdict::wrong(format!(
                "the pauses were {} and {}; the longer a site is busy, the longer you should \
                 leave it alone.",
                told(pauses[0]),
                told(pauses[1])
            ))
            .because(
                "A site is busy because there are many who ask. If the pauses of all of them \
                 grow, there are fewer requests until it can keep up.",
            ),
        );
    }
    None
}

/// Returns the verdict on the result: it is right if the last response was returned at once.
fn judge_result(
    result: &Result<String, Option<StatusCode>>,
    last: &Request,
    run: &Run,
) -> Option<Verdict> {
    let waited = last.ended.map_or(Duration::ZERO, |ended| run.now().saturating_sub(ended));
    if !waited.is_zero() {
        return Some(
            Verdict::wrong(format!(
                "after the last response it took another {} until your function returned; no \
                 request came after that pause.",
                told(waited)
            ))
            .because("A pause only helps if a request follows. After the last one, none does."),
        );
    }
    let is_page = |text: &String| *text == page(&last.url, StatusCode::OK);
    let (status, is_ok) = (last.status, last.status.is_success());
    match result {
        Ok(text) if is_ok && last.is_read && is_page(text) => None,
        Err(Some(error)) if *error == status && !is_ok => None,
        Ok(_) if !is_ok => Some(
            Verdict::wrong(format!(
                "the last status was {status}, but your function returned `Ok`, as if that were \
                 the page; giving up is an error."
            ))
            .because(
                "A response with a bad status is a response, for `send` as for `text`. \
                 `error_for_status` makes an error of it.",
            ),
        ),
        Ok(_) => Some(Verdict::wrong("your function didn't return the page that the site sent.")),
        Err(_) => Some(Verdict::wrong(format!(
            "the last status was {status}, but your function returned another error."
        ))),
    }
}
