//! The URLs of pages, with their passwords kept out of sight.

use hyper::Uri;
use std::fmt;

/// The URL of a page. Its `Display` shows it as it was written, but with `***` for a password.
#[derive(Clone)]
pub struct Url {
    text: String,
    parsed: reqwest::Url,
}

impl Url {
    /// Parses the URL of a page. Returns `None` unless it is absolute, `http` or `https`, free of spaces and control
    /// characters, and valid both as a URL and as a URI.
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = reqwest::Url::parse(text).ok()?;
        let is_printable = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let is_absolute = text.contains("://") && matches!(parsed.scheme(), "http" | "https");
        let url = Self { text: text.to_owned(), parsed };
        // The client makes a URI of it, and URIs have stricter rules for hosts.
        (is_printable && is_absolute && url.uri().is_some()).then_some(url)
    }

    /// Returns the URL as it was written, including any password.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns `true` if the scheme is `https`.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.parsed.scheme() == "https"
    }

    /// Returns the URL as the client requests it: without the user and password, which are sent in a header, and
    /// without the fragment, which isn't sent at all.
    pub(crate) fn requested(&self) -> reqwest::Url {
        let mut url = self.parsed.clone();
        url.set_fragment(None);
        // This can't fail, since the URL of a page has a host.
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        url
    }

    pub(crate) fn uri(&self) -> Option<Uri> {
        self.parsed.as_str().parse().ok()
    }
}

impl From<reqwest::Url> for Url {
    fn from(parsed: reqwest::Url) -> Self {
        Self { text: parsed.to_string(), parsed }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut masked = self.parsed.clone();
        // Without a password, the name may be a token, which is just as secret.
        let has_secret = if masked.password().is_some() {
            masked.set_password(Some("***")).is_ok()
        } else {
            !masked.username().is_empty() && masked.set_username("***").is_ok()
        };
        f.write_str(if has_secret { masked.as_str() } else { &self.text })
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({self})")
    }
}
