//! The URLs of pages, and how they are shown.

use hyper::Uri;
use std::fmt;

/// The URL of a page. It is shown as it was written, but without a password.
#[derive(Clone)]
pub struct Url {
    text: String,
    parsed: reqwest::Url,
}

impl Url {
    /// Returns `text` as a URL if it is the valid URL of a page.
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = reqwest::Url::parse(text).ok()?;
        let is_printable = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let is_absolute = text.contains("://") && matches!(parsed.scheme(), "http" | "https");
        let url = Self { text: text.to_owned(), parsed };
        // The client asks for it as a URI, which has stricter rules for hosts.
        (is_printable && is_absolute && url.uri().is_some()).then_some(url)
    }

    /// Returns the URL with all that is in it, which may be a password.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns whether it begins with `https`.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.parsed.scheme() == "https"
    }

    /// Returns the URL as a server is asked for it: a password is sent apart, a fragment not at all.
    pub(crate) fn requested(&self) -> reqwest::Url {
        let mut url = self.parsed.clone();
        url.set_fragment(None);
        // A URL of a page has a host, so it can have a user or none.
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
        // Without a password, the name may be a token, which is as secret.
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
