//! Clients that fetch pages, and how their requests went, in plain words.

mod hosts;
mod reason;

use crate::cli::Pages;
use crate::report::{FAILURE, fail, note, warn};
use crate::run::{Run, Work};
use hosts::Hosts;
use reqwest::{StatusCode, blocking};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use timeline::Kind;

/// Where the embedded sites are: their host names, and the one address that answers for them all.
#[derive(Clone, Debug)]
pub struct Sites {
    /// Their host names.
    pub hosts: Vec<String>,
    /// The address that answers for them all.
    pub address: SocketAddr,
}

/// A handle on what the tasks of one part of a run have in common: how they fetch pages, and how
/// many they fetched. Copies are handles on the same, which lives as long as the program.
#[derive(Clone, Copy, Debug)]
pub struct Web {
    common: &'static Common,
}

#[derive(Debug)]
struct Common {
    /// What the part is called.
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

impl Web {
    /// The web for a `part` of the run, as `pages` asks for it. If there are `sites`, requests for
    /// their hosts go to them, past any proxy.
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
        };
        // A client that cannot load any refuses to be built, even if no URL needs them.
        common.certificates &= build!(common, reqwest::Client::builder()).is_ok();
        Self { common: Box::leak(Box::new(common)) }
    }

    /// The URLs of the pages to fetch: the work of one part of the run.
    pub fn urls(self) -> Work<String> {
        let items = self.common.pages.urls.clone();
        let names = items.iter().map(|url| {
            let name = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            name.trim_end_matches('/').to_owned()
        });
        let run = Run::begin(self.common.part, Kind::Pages, names.collect());
        Work { items, run }
    }

    /// How long a request may take, from connecting to the last byte of the body.
    pub fn timeout(self) -> Duration {
        self.common.pages.timeout
    }

    /// A blocking client session of its own, which keeps its connections open for the next request.
    ///
    /// If there cannot be one, the program says why and ends with exit status 1.
    pub fn blocking_session(self) -> blocking::Client {
        build!(self.common, blocking::Client::builder())
            .unwrap_or_else(|error| fail(FAILURE, format_args!("no HTTP client: {error}")))
    }

    /// An async client session of its own, which keeps its connections open for the next request.
    ///
    /// If there cannot be one, the program says why and ends with exit status 1.
    pub fn session(self) -> reqwest::Client {
        build!(self.common, reqwest::Client::builder())
            .unwrap_or_else(|error| fail(FAILURE, format_args!("no HTTP client: {error}")))
    }

    /// Says on standard error what the task `name` has to be told about the page at `url`: that
    /// and why it was not fetched, or that what came is an answer with an error status.
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

    /// Says on standard error how many of the pages were fetched, and gives whether all were.
    pub fn all_fetched(self) -> bool {
        let fetched = self.common.fetched.load(Ordering::Relaxed);
        let asked_for = self.common.pages.urls.len();
        note(format_args!("{fetched} of {asked_for} pages fetched."));
        fetched == asked_for
    }
}

/// Reads the answer, if there is one, to its last byte, blocking the thread, and gives its status.
///
/// # Errors
///
/// If there is none, or its body does not arrive whole and in time.
pub fn read_blocking(answer: reqwest::Result<blocking::Response>) -> reqwest::Result<StatusCode> {
    let mut answer = answer?;
    answer.copy_to(&mut std::io::sink())?;
    Ok(answer.status())
}

/// Reads the answer, if there is one, to its last byte, suspending the task, and gives its status.
///
/// # Errors
///
/// If there is none, or its body does not arrive whole and in time.
pub async fn read(answer: reqwest::Result<reqwest::Response>) -> reqwest::Result<StatusCode> {
    let mut answer = answer?;
    while answer.chunk().await?.is_some() {}
    Ok(answer.status())
}
