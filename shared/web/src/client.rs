//! Clients that fetch pages, and reports of how their requests went.

use crate::hosts::{Hosts, Sites};
use crate::pages::Pages;
use crate::reason;
use reqwest::{StatusCode, blocking};
use shared::Work;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use timeline::Kind;
use viewer::{fail, give_up, note, session, warn};

/// The settings and the counter shared by the tasks of one part of a run. Copies share them; the
/// memory is never freed.
#[derive(Clone, Copy, Debug)]
pub struct Web {
    common: &'static Common,
}

#[derive(Debug)]
struct Common {
    /// The name of the part.
    part: &'static str,
    pages: Pages,
    hosts: Arc<Hosts>,
    /// Whether this machine knows which certificates to trust. Without, `https` URLs fail.
    certificates: bool,
    fetched: AtomicUsize,
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
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    format!("cannot make an HTTP client: {cause}")
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
        };
        // A client that cannot load any refuses to be built, even if no URL needs them.
        common.certificates &= build!(common, reqwest::Client::builder()).is_ok();
        build!(common, reqwest::Client::builder()).map_err(|error| no_client(&error))?;
        Ok(Self { common: Box::leak(Box::new(common)) })
    }

    /// Begins the run of this part, and returns its work: the URLs of the pages to fetch.
    pub fn urls(self) -> Work<String> {
        let items = self.common.pages.urls.clone();
        let names = items.iter().map(|url| {
            let name = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            name.trim_end_matches('/').to_owned()
        });
        session::begin_run(self.common.part, Kind::Pages, names.collect());
        Work(items)
    }

    /// Returns how long a request may take, from connecting to the last byte of the body.
    pub fn timeout(self) -> Duration {
        self.common.pages.timeout
    }

    /// Builds a blocking client session, which keeps its connections open for the next request. If the
    /// system refuses, for it takes a thread, says why and ends the program.
    pub fn blocking_session(self) -> blocking::Client {
        build!(self.common, blocking::Client::builder())
            .unwrap_or_else(|error| give_up(format_args!("{}", no_client(&error))))
    }

    /// Builds an async client session, which keeps its connections open for the next request. If the
    /// system refuses, says why and ends the program.
    pub fn session(self) -> reqwest::Client {
        build!(self.common, reqwest::Client::builder())
            .unwrap_or_else(|error| give_up(format_args!("{}", no_client(&error))))
    }

    /// Reports on standard error, for the task `name`, why the page at `url` was not fetched, or
    /// that its status is an error.
    pub fn report(self, name: &str, url: &str, page: reqwest::Result<StatusCode>) {
        match page {
            Ok(status) => {
                self.common.fetched.fetch_add(1, Ordering::Relaxed);
                if !status.is_success() {
                    warn(format_args!("Task {name} was answered with {status}: {url}"));
                }
            }
            Err(error) => {
                let reason = reason::of(&error, self.common.certificates);
                warn(format_args!("Task {name} failed: {url}: {reason}"));
            }
        }
    }

    /// Ends the run of this part, says on standard error how many of the pages were fetched, and
    /// returns whether all were. If not, the program has failed.
    pub fn end(self) -> bool {
        session::end_run();
        let fetched = self.common.fetched.load(Ordering::Relaxed);
        let asked_for = self.common.pages.urls.len();
        note(format_args!("{fetched} of {asked_for} pages fetched."));
        let all_fetched = fetched == asked_for;
        if !all_fetched {
            fail();
        }
        all_fetched
    }
}

/// Reads the response, if there is one, to its last byte, blocking the thread, and returns its
/// status.
///
/// # Errors
///
/// Returns an error if there is none, or its body does not arrive whole and in time.
pub fn read_blocking(response: reqwest::Result<blocking::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    response.copy_to(&mut io::sink())?;
    Ok(response.status())
}

/// Reads the response, if there is one, to its last byte, suspending the task, and returns its
/// status.
///
/// # Errors
///
/// Returns an error if there is none, or its body does not arrive whole and in time.
pub async fn read(response: reqwest::Result<reqwest::Response>) -> reqwest::Result<StatusCode> {
    let mut response = response?;
    while response.chunk().await?.is_some() {}
    Ok(response.status())
}
