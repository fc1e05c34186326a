//! A board in the hall that shows pages, and sites that are slow.

use crate::attempt::{Attempt, Ended};
use crate::run::Run;
use crate::verdict::Verdict;
use crate::web::{Client, Request, Site, StatusCode, Web, name, page, seconds, told};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use timeline::Kind;
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/05_http/slow_site.rs");
    pub(super) async fn run(client: Client, board: Board) {
        serve(client, board).await;
    }
}

const LIMIT: Duration = seconds(3);

/// The pages that somebody wishes to see, and the times of the wishes.
type Wishes = [(Duration, Site)];

const WISHES: &Wishes = &[
    (seconds(0), Site::new("http://weather.example", seconds(1), seconds(0))),
    // It does not respond.
    (seconds(0), Site::new("http://museum.example", seconds(10), seconds(0))),
    // Its headers come soon; the page does not.
    (seconds(1), Site::new("http://library.example", seconds(1), seconds(8))),
    // Its limit ends later than those of the first ones.
    (seconds(2), Site::new("http://bus.example", seconds(1), seconds(1))),
];

/// A board in the hall. Clones are handles to the same board.
#[derive(Clone, Debug)]
pub struct Board {
    run: Run,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The number of wishes that were taken.
    taken: usize,
    /// The URLs that were shown or given up, with the time, and the page if it was shown.
    shown: Vec<(String, Duration, Option<String>)>,
}

impl Board {
    /// Waits until somebody wishes to see a page, and returns its URL. Returns `None` if everybody has gone.
    pub async fn next_wish(&self) -> Option<String> {
        let taken = self.seen().taken;
        let (at, site) = WISHES.get(taken)?;
        sleep(at.saturating_sub(self.run.now())).await;
        // This comes after the wait, so that no wish is lost if the future is dropped.
        self.seen().taken = taken + 1;
        Some(site.url.to_owned())
    }

    /// Shows a page.
    pub fn show(&self, url: &str, page: &str) {
        self.seen().shown.push((url.to_owned(), self.run.now(), Some(page.to_owned())));
    }

    /// Shows that a page was given up, because it didn't arrive in time.
    pub fn give_up(&self, url: &str) {
        self.seen().shown.push((url.to_owned(), self.run.now(), None));
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Checks that each page is shown as soon as it arrives, or given up after three seconds.
pub fn check(serve: impl AsyncFn(Client, Board) + Send + 'static) -> Verdict {
    let sites: Vec<_> = WISHES.iter().map(|(_, site)| *site).collect();
    let web = Web::new(&sites);
    let right = Attempt::on_tokio(Kind::Delays, move |run| {
        right::run(web.client(&run), Board { run, seen: Arc::default() })
    });
    let web = Web::new(&sites);
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (own_web, own_seen) = (web.clone(), Arc::clone(&seen));
    let yours = Attempt::on_tokio(Kind::Delays, async move |run| {
        serve(own_web.client(&run), Board { run, seen: own_seen }).await;
    });
    let verdict = match &yours.ended {
        Ended::Returned(()) => {
            let shown = &seen.lock().unwrap_or_else(PoisonError::into_inner).shown;
            judge(&web.requests(), shown, yours.run.now())
        }
        Ended::Panicked(panic) if panic.message.contains("Elapsed") => Verdict::wrong(format!(
            "{} panicked when a page didn't come in time, so no more pages were shown; give up a \
             late page, and show all others.",
            panic.place()
        ))
        .because(
            "Running out of time is not a bug: `timeout` returns `Err` to tell you, and the task \
             goes on from there.",
        ),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on all wishes.
fn judge(
    requests: &[Request],
    shown: &[(String, Duration, Option<String>)],
    end: Duration,
) -> Verdict {
    let mut mistakes = [None, None, None];
    for (wished, site) in WISHES {
        let Some(request) = requests.iter().find(|request| request.url == site.url) else {
            return Verdict::wrong(format!(
                "{} was never asked for its page, although somebody wished to see it.",
                name(site.url)
            ));
        };
        let mut of_this = shown.iter().filter(|(url, ..)| url == site.url);
        let (of_this, again) = (of_this.next(), of_this.next());
        if again.is_some() {
            return Verdict::wrong(format!(
                "the board was told twice about {}: either its page is shown, or it is given up.",
                name(site.url)
            ));
        }
        let is_unread = of_this.is_some_and(|(.., text)| text.is_some()) && !request.is_read;
        let [limit, turn, board] = &mut mistakes;
        if !is_unread {
            *limit = limit.take().or_else(|| judge_limit(site, request, requests, end));
        }
        *turn = turn.take().or_else(|| judge_turn(*wished, request));
        *board = board.take().or_else(|| judge_board(site, request, of_this, end));
    }
    let [limit, turn, board] = mistakes;
    turn.or(limit).or(board).unwrap_or_else(|| {
        Verdict::right(format!(
            "two pages were shown as soon as they were there, and two were given up after {}.",
            told(LIMIT)
        ))
    })
}

/// Returns the verdict on a page that didn't have its own three seconds; `None` if it had.
fn judge_limit(site: &Site, request: &Request, all: &[Request], end: Duration) -> Option<Verdict> {
    let (name, took) = (name(site.url), request.took(end));
    let gave_up = |other: &Request| !other.is_read && other.took(end) == LIMIT;
    if !request.is_read && (site.takes() <= LIMIT || took < LIMIT) {
        let verdict = Verdict::wrong(format!(
            "{name} was given up after {}; each page has {} of its own.",
            told(took),
            told(LIMIT)
        ));
        let together = |other: &&Request| !other.is_read && other.ended == request.ended;
        return Some(if all.iter().filter(together).count() == 1 {
            verdict
        } else {
            verdict.because(
                "`timeout` drops the future that it was given, with all that is in it: one limit \
                 around all pages ends them all.",
            )
        });
    }
    if took <= LIMIT {
        return None;
    }
    let wanted = format!("{} is all that it may have", told(LIMIT));
    let verdict = if !request.is_read && took == site.head + LIMIT {
        Verdict::wrong(format!(
            "{name} was given up only after {}, since the time started again when its headers \
             were there; {wanted}.",
            told(took)
        ))
        .because(
            "Two limits in a row add up. One limit around both waits, for the headers and for the \
             page, counts for both.",
        )
    } else if !request.is_read {
        Verdict::wrong(format!("{name} was given up only after {}; {wanted}.", told(took))).because(
            "A limit counts from the moment at which its `timeout` is made. To give each page its \
             own, make one in each task, around all that it does for its page.",
        )
    } else if all.iter().any(gave_up) {
        Verdict::wrong(format!(
            "{name} sent its headers in time, but its page came only after {}; {wanted}.",
            told(took)
        ))
        .because(
            "`send` is done when the headers are there. The page itself comes while `text` is \
             awaited, and a limit around `send` doesn't limit that.",
        )
    } else {
        Verdict::wrong(format!(
            "{name} was waited for as long as it took, {}; {wanted}.",
            told(took)
        ))
        .because("A wait without a limit takes as long as the other side likes, even for ever.")
    };
    Some(verdict)
}

/// Returns the verdict on a request that had to wait for another one; `None` if it didn't.
fn judge_turn(wished: Duration, request: &Request) -> Option<Verdict> {
    (request.began > wished).then(|| {
        Verdict::wrong(format!(
            "{} was wished for at {}, but asked only at {}, when the page before it was finished; \
             a slow page shouldn't hold up others.",
            name(&request.url),
            told(wished),
            told(request.began)
        ))
        .because(
            "If you await each page within the loop, you fetch one after the other. With a task \
             for each, they overlap, and each still has its limit.",
        )
    })
}

/// Returns the verdict on a board that doesn't show the outcome of a page; `None` if it does.
fn judge_board(
    site: &Site,
    request: &Request,
    shown: Option<&(String, Duration, Option<String>)>,
    end: Duration,
) -> Option<Verdict> {
    let name = name(site.url);
    let there = request.ended.unwrap_or(end);
    let verdict = match shown {
        None if request.is_read => {
            format!("the page of {name} was there at {}, but was never shown.", told(there))
        }
        None => format!(
            "the board never said that {name} was given up; `board.give_up` makes it say so."
        ),
        Some((_, at, Some(text))) if *text == page(site.url, StatusCode::OK) && request.is_read => {
            if *at == there {
                return None;
            }
            format!(
                "the page of {name} was there at {}, but was shown only at {}, when others were \
                 finished, too; each should be shown as soon as it is there.",
                told(there),
                told(*at)
            )
        }
        Some((_, _, Some(_))) => format!("the page shown for {name} isn't the one that it sent."),
        Some((_, _, None)) if request.is_read => {
            format!("{name} was said to be given up, but its page was there at {}.", told(there))
        }
        Some((_, at, None)) if *at > there => format!(
            "{name} was given up at {}, but the board only said so at {}; it should say so at \
             once.",
            told(there),
            told(*at)
        ),
        Some(_) => return None,
    };
    Some(Verdict::wrong(verdict))
}
