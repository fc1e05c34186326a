//! Clients that fetch pages, and reports of how their requests went.

use crate::hosts::{Hosts, Sites};
use crate::pages::Pages;
use crate::proxy::Route;
use crate::reason;
use crate::url::Url;
use reqwest::{StatusCode, blocking, redirect};
use shared::Work;
use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
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
    /// Where the page that a task fetches has moved to, for each task by its name.
    moved: Mutex<HashMap<String, Url>>,
}

/// Builds a blocking or an async client: their builders are alike, but not of one type.
macro_rules! build {
    ($common:expr, $builder:expr) => {{
        let mut builder = $builder
            .user_agent(concat!("async-rust-lessons/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Arc::clone(&$common.hosts));
        if $common.hosts.sites.is_some() {
            // The sites are not on the far side of a proxy.
            builder = builder.no_proxy();
        }
        if !$common.certificates {
            builder = builder.tls_certs_only([]);
        }
        builder.build()
    }};
}

/// Returns a sentence on why there is no client. reqwest itself says no more than "builder error".
fn no_client(error: &reqwest::Error) -> String {
    format!("cannot make an HTTP client: {}", reason::last_cause(error))
}

impl Web {
    /// Makes the web for a `part` of the run, as `pages` asks for it. If there are `sites`, requests
    /// for their hosts go to them, past any proxy.
    ///
    /// # Errors
    ///
    /// Returns a sentence if no client can be built, with certificates or without.
    pub fn new(part: &'static str, pages: &Pages, sites: Option<&Sites>) -> Result<Self, String> {
        // A second call finds the provider installed, which is just as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut common = Common {
            part,
            pages: pages.clone(),
            hosts: Arc::new(Hosts { sites: sites.cloned() }),
            // The sites speak plain HTTP, so there is no need to load any.
            certificates: sites.is_none(),
            fetched: AtomicUsize::new(0),
            moved: Mutex::default(),
        };
        // A client that cannot load any refuses to be built, even if no URL needs them.
        common.certificates &= build!(common, reqwest::Client::builder()).is_ok();
        build!(common, reqwest::Client::builder()).map_err(|error| no_client(&error))?;
        Ok(Self(Arc::new(common)))
    }

    /// Begins the run of this part, and returns its work: the URLs of the pages to fetch.
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

    /// Returns how long a request may take, from connecting to the last byte of the body.
    pub fn timeout(&self) -> Duration {
        self.0.pages.timeout
    }

    /// Builds a blocking client session for the task `name`, which keeps its connections open for the
    /// next request. If the system refuses, for it takes a thread, says why and ends the program.
    pub fn blocking_session(&self, name: &str) -> blocking::Client {
        let builder = blocking::Client::builder().redirect(self.noting_redirects(name));
        build!(self.0, builder)
            .unwrap_or_else(|error| give_up(format_args!("{}", no_client(&error))))
    }

    /// Builds an async client session for the task `name`, which keeps its connections open for the
    /// next request. If the system refuses, says why and ends the program.
    pub fn session(&self, name: &str) -> reqwest::Client {
        let builder = reqwest::Client::builder().redirect(self.noting_redirects(name));
        build!(self.0, builder)
            .unwrap_or_else(|error| give_up(format_args!("{}", no_client(&error))))
    }

    /// Returns the usual policy for redirects, which also notes where they lead the task `name`.
    fn noting_redirects(&self, name: &str) -> redirect::Policy {
        let (web, name) = (self.clone(), name.to_owned());
        redirect::Policy::custom(move |attempt| {
            web.moved().insert(name.clone(), attempt.url().clone().into());
            redirect::Policy::default().redirect(attempt)
        })
    }

    fn moved(&self) -> MutexGuard<'_, HashMap<String, Url>> {
        self.0.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reports on standard error, for the task `name`, why the page at `url` was not fetched, or that
    /// its status is an error.
    pub fn report(&self, name: &str, url: &Url, page: reqwest::Result<StatusCode>) {
        let moved = self.moved().remove(name);
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
