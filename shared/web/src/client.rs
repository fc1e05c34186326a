//! Clients that fetch pages, and reports of how their requests went.

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
    /// The name of the part.
    part: &'static str,
    pages: Pages,
    hosts: Arc<Hosts>,
    /// Whether this machine knows which certificates to trust. Without, `https` URLs fail.
    certificates: bool,
    fetched: AtomicUsize,
    /// For each request that was redirected and is not reported yet: what was asked for, how often it was
    /// redirected, and where to. An error of the client does not tell.
    moved: Arc<Mutex<Vec<(reqwest::Url, usize, Url)>>>,
}

impl Common {
    /// Returns what makes a client that follows redirects as usual, and notes where they lead.
    fn builder(&self) -> ClientBuilder {
        let moved = Arc::clone(&self.moved);
        let follow = redirect::Policy::custom(move |attempt| {
            let (asked, times) = (&attempt.previous()[0], attempt.previous().len());
            let mut moved = moved.lock().unwrap_or_else(PoisonError::into_inner);
            // Of requests for the same URL, one that has come as far is as good as another.
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
            // The sites are not on the far side of a proxy.
            builder = builder.no_proxy();
        }
        if self.certificates { builder } else { builder.tls_certs_only([]) }
    }

    /// Returns where the request for `url` was redirected to, if it was.
    fn take_moved(&self, url: &Url) -> Option<Url> {
        let asked = url.requested();
        let mut moved = self.moved.lock().unwrap_or_else(PoisonError::into_inner);
        let of_url = (0..moved.len()).filter(|at| moved[*at].0 == asked);
        let at = of_url.max_by_key(|at| moved[*at].1)?;
        Some(moved.remove(at).2)
    }
}

/// Says why there is no client, and ends the program. reqwest itself says no more than "builder error".
fn no_client<Client>(error: &reqwest::Error) -> Client {
    give_up(format_args!("cannot make an HTTP client: {}", reason::last_cause(error)))
}

impl Web {
    /// Makes the web for a `part` of the run, as `pages` asks for it. If there are `sites`, requests
    /// for their hosts go to them, past any proxy.
    pub fn new(part: &'static str, pages: &Pages, sites: Option<&Sites>) -> Self {
        // A second call finds the provider installed, which is just as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut common = Common {
            part,
            pages: pages.clone(),
            hosts: Arc::new(Hosts { sites: sites.cloned() }),
            // The sites speak plain HTTP, so there is no need to load any.
            certificates: sites.is_none(),
            fetched: AtomicUsize::new(0),
            moved: Arc::default(),
        };
        // A client that cannot load any refuses to be built, even if no URL needs them.
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

    /// Builds a blocking client, which bounds each request and keeps connections open for the next ones.
    /// If the system refuses, for it takes a thread, says why and ends the program.
    pub fn blocking_client(&self) -> blocking::Client {
        // A time-out of its own would begin anew with each part of a body that comes.
        let builder = blocking::ClientBuilder::from(self.0.builder()).timeout(None);
        builder.build().unwrap_or_else(|error| no_client(&error))
    }

    /// Builds an async client, which bounds each request and keeps connections open for the next ones. If
    /// the system refuses, says why and ends the program.
    pub fn client(&self) -> reqwest::Client {
        self.0.builder().build().unwrap_or_else(|error| no_client(&error))
    }

    /// Reports on standard error, for the task `name`, why the page at `url` was not fetched, or that
    /// its status is an error.
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
                // It may come from the proxy itself, unless that only hands on what is encrypted.
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

    /// Ends the run of this part, says on standard error how many of the pages were fetched, and
    /// returns whether all were. If not, the program has failed.
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
/// Returns the error of the request, if there is no response, or that of reading it.
pub fn read_blocking(response: reqwest::Result<blocking::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    response.copy_to(&mut io::sink())?;
    Ok(response.status())
}

/// Reads a response to its last byte, suspending the task, and returns its status.
///
/// # Errors
///
/// Returns the error of the request, if there is no response, or that of reading it.
pub async fn read(response: reqwest::Result<reqwest::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    while response.chunk().await?.is_some() {}
    Ok(response.status())
}
