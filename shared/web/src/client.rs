//! Clients that fetch pages, and reports on their requests.

use crate::hosts::{Hosts, Sites};
use crate::pages::Pages;
use crate::proxy::Route;
use crate::reason;
use crate::url::Url;
use reqwest::{ClientBuilder, StatusCode, blocking, redirect};
use shared::Work;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use timeline::Kind;
use viewer::{fail, give_up, note, session, warn};

/// The settings and the counters of one part of a run. Clones share them.
#[derive(Clone, Debug)]
pub struct Web(Arc<Common>);

#[derive(Debug)]
struct Common {
    /// The name of the part: `blocking` or `async`.
    part: &'static str,
    pages: Pages,
    hosts: Arc<Hosts>,
    /// True if this machine has CA certificates to trust. Without them, `https` URLs fail.
    certificates: bool,
    fetched: AtomicUsize,
    /// For each redirected request that hasn't been reported yet: the URL asked for, the number of redirects, and
    /// the latest target. The client's errors don't tell.
    moved: Arc<Mutex<Vec<(reqwest::Url, usize, Url)>>>,
}

impl Common {
    /// Returns a builder of clients that follow redirects as usual, and note where they lead.
    fn builder(&self) -> ClientBuilder {
        let moved = Arc::clone(&self.moved);
        let follow = redirect::Policy::custom(move |attempt| {
            let (asked, times) = (&attempt.previous()[0], attempt.previous().len());
            let mut moved = moved.lock().unwrap_or_else(PoisonError::into_inner);
            // Requests for the same URL that are equally far along can't be told apart, and needn't be.
            let before = moved.iter().position(|it| it.0 == *asked && it.1 + 1 == times);
            if let Some(at) = before {
                moved.remove(at);
            }
            moved.push((asked.clone(), times, attempt.url().clone().into()));
            redirect::Policy::default().redirect(attempt)
        });
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("async-rust-lessons/", env!("CARGO_PKG_VERSION")))
            .redirect(follow)
            .timeout(self.pages.timeout)
            .dns_resolver(Arc::clone(&self.hosts));
        if self.hosts.sites.is_some() {
            // The sites aren't behind a proxy.
            builder = builder.no_proxy();
        }
        if self.certificates { builder } else { builder.tls_certs_only([]) }
    }

    /// Removes and returns the URL to which the request for `url` was redirected, if it was.
    fn take_moved(&self, url: &Url) -> Option<Url> {
        let asked = url.requested();
        let mut moved = self.moved.lock().unwrap_or_else(PoisonError::into_inner);
        let of_url = (0..moved.len()).filter(|at| moved[*at].0 == asked);
        let at = of_url.max_by_key(|at| moved[*at].1)?;
        Some(moved.remove(at).2)
    }
}

/// Says why there is no client, and ends the program. reqwest itself only says "builder error".
fn no_client<Client>(error: &reqwest::Error) -> Client {
    give_up(format_args!("cannot make an HTTP client: {}", reason::last_cause(error)))
}

impl Web {
    /// Makes the settings for a `part` of the run, `blocking` or `async`, from the command line, `pages`. If there
    /// are `sites`, requests for their hosts go to them, and no request goes through a proxy.
    pub fn new(part: &'static str, pages: &Pages, sites: Option<&Sites>) -> Self {
        // A second call fails, since the provider is already installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut common = Common {
            part,
            pages: pages.clone(),
            hosts: Arc::new(Hosts { sites: sites.cloned() }),
            // The sites speak plain HTTP, so no certificates are needed.
            certificates: sites.is_none(),
            fetched: AtomicUsize::new(0),
            moved: Arc::default(),
        };
        // A client that can't load any can't be built, even if no URL needs them.
        common.certificates = common.certificates && common.builder().build().is_ok();
        Self(Arc::new(common))
    }

    /// Begins the run of this part, and returns its work: the URLs of the pages to fetch.
    #[track_caller]
    pub fn urls(&self) -> Work<Url> {
        let items = self.0.pages.urls.clone();
        let names = items.iter().map(|url| {
            let url = url.to_string();
            let name = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            name.trim_end_matches('/').to_owned()
        });
        session::begin_run(self.0.part, Kind::Pages, names.collect());
        Work(items)
    }

    /// Builds a blocking client, which limits each request to [`Pages::timeout`] and keeps connections open for
    /// the next ones. If that fails (the client needs a thread), says why and ends the program.
    pub fn blocking_client(&self) -> blocking::Client {
        // The blocking client's own time-out would start again with each part of a body.
        let builder = blocking::ClientBuilder::from(self.0.builder()).timeout(None);
        builder.build().unwrap_or_else(|error| no_client(&error))
    }

    /// Builds an async client, which limits each request to [`Pages::timeout`] and keeps connections open for the
    /// next ones. If that fails, says why and ends the program.
    pub fn client(&self) -> reqwest::Client {
        self.0.builder().build().unwrap_or_else(|error| no_client(&error))
    }

    /// Records `page`, the outcome of the request for `url` by the task `name`. Reports on standard error why there
    /// was no response, or that its status is an error.
    pub fn report(&self, name: &str, url: &Url, page: reqwest::Result<StatusCode>) {
        let moved = self.0.take_moved(url);
        if page.is_ok() {
            self.0.fetched.fetch_add(1, Ordering::Relaxed);
        }
        if page.as_ref().is_ok_and(StatusCode::is_success) {
            return;
        }
        let asked = moved.as_ref().unwrap_or(url);
        let is_embedded = self.0.hosts.sites.is_some();
        let route = if is_embedded { Route::Direct } else { Route::to(asked) };
        let led = moved.as_ref().map(|moved| format!(", redirected to {moved}"));
        let led = led.unwrap_or_default();
        match page {
            Ok(status) => {
                // The proxy itself may have answered, unless it only passes on encrypted bytes.
                let through = match route {
                    Route::Through(proxy) if !asked.is_encrypted() => format!(", through {proxy}"),
                    _ => String::new(),
                };
                warn(format_args!("Task {name} was answered with {status}{through}: {url}{led}"));
            }
            Err(error) => {
                let reason = reason::of(&error, self.0.certificates);
                let reason = match route {
                    Route::Direct => reason,
                    Route::Through(proxy) if reason::is_of_proxy(&error, asked) => {
                        format!("{proxy}: {reason}")
                    }
                    Route::Through(proxy) => format!("{reason}, through {proxy}"),
                    Route::Ignoring(variable) => {
                        format!(
                            "{reason} (the variable {variable} is ignored: it names no HTTP proxy)"
                        )
                    }
                };
                warn(format_args!("Task {name} failed: {url}{led}: {reason}"));
            }
        }
    }

    /// Ends the run of this part, and says on standard error how many of its pages were fetched. Returns `true` if
    /// all were; if not, the program will exit with a failure.
    pub fn end(&self) -> bool {
        session::end_run();
        let fetched = self.0.fetched.load(Ordering::Relaxed);
        let asked_for = self.0.pages.urls.len();
        note(format_args!("{fetched} of {asked_for} pages fetched."));
        let all_fetched = fetched == asked_for;
        if !all_fetched {
            fail();
        }
        all_fetched
    }
}

/// Reads a response to its last byte, blocking the thread, and returns its status.
///
/// # Errors
///
/// Returns the error of the request if there is no response, or the error of reading its body.
pub fn read_blocking(response: reqwest::Result<blocking::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    response.copy_to(&mut io::sink())?;
    Ok(response.status())
}

/// Reads a response to its last byte, suspending the task, and returns its status.
///
/// # Errors
///
/// Returns the error of the request if there is no response, or the error of reading its body.
pub async fn read(response: reqwest::Result<reqwest::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    while response.chunk().await?.is_some() {}
    Ok(response.status())
}
