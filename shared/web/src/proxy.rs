//! The proxies on the way to pages, and the settings that name them.

use crate::url::Url;
use hyper_util::client::proxy::matcher::Matcher;
use std::env;

/// The way to a page.
pub(crate) enum Route {
    /// Straight to the site.
    Direct,
    /// Through a proxy, described in words.
    Through(String),
    /// Straight to the site, because the value of this environment variable names no proxy.
    Ignoring(&'static str),
}

impl Route {
    /// Returns the client's way to `url`. The client finds proxies with the same library.
    pub(crate) fn to(url: &Url) -> Self {
        let Some(uri) = url.uri() else { return Self::Direct };
        let of_scheme = match uri.scheme_str() {
            Some("https") => ["HTTPS_PROXY", "https_proxy"],
            _ => ["HTTP_PROXY", "http_proxy"],
        };
        // The second of a pair only counts if the first isn't set.
        let pairs = [of_scheme, ["ALL_PROXY", "all_proxy"]];
        let first = |pair: [&'static str; 2]| {
            pair.into_iter().find_map(|name| Some((name, env::var(name).ok()?)))
        };
        let variables: Vec<_> = pairs.into_iter().filter_map(first).collect();
        let read = |value: &str| Matcher::builder().all(value).build().intercept(&uri);

        let Some(proxy) = Matcher::from_system().intercept(&uri) else {
            let ignored = |value: &str| !value.is_empty() && read(value).is_none();
            let ignored = variables.into_iter().find(|(_, value)| ignored(value));
            return ignored.map_or(Self::Direct, |(name, _)| Self::Ignoring(name));
        };
        let names_it = |value| read(value).is_some_and(|named| named.uri() == proxy.uri());
        let variable = variables.iter().find(|(_, value)| names_it(value));
        let origin = match variable {
            Some((name, _)) => format!("the variable {name}"),
            None => "the operating system's settings".to_owned(),
        };
        // The library has removed any user name and password from it.
        let address = proxy.uri().to_string();
        Self::Through(format!("the proxy {} (from {origin})", address.trim_end_matches('/')))
    }
}
