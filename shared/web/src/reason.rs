//! The reasons why pages aren't fetched, in plain words.

use crate::hosts::UnknownHost;
use crate::url::Url;
use hyper::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use rustls::CertificateError;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::iter::successors;
use tower_service::Service;

/// The error of a proxy that was asked for a tunnel to a site. hyper-util has no public name for it.
type TunnelError = <Tunnel<HttpConnector> as Service<Uri>>::Error;

const INCOMPLETE: &str = "the connection was closed before the answer was complete";
const TOO_LONG: &str = "the answer's head is too long";

/// Returns the reason for `error`; `certificates` is `true` if this machine has CA certificates to trust.
///
/// reqwest itself tells only a few reasons apart, and all its errors begin with the same words. Their causes say
/// more.
pub(crate) fn of(error: &reqwest::Error, certificates: bool) -> String {
    if error.is_timeout() {
        let in_body = error.is_body() || error.is_decode();
        let what = if in_body { "the body was not complete" } else { "there was no answer" };
        return format!("{what} within the time-out");
    }
    if error.is_redirect() {
        return "too many redirects".to_owned();
    }
    if let Some(reason) = causes(error).find_map(|cause| of_cause(cause, certificates)) {
        return reason;
    }
    let last = last_cause(error);
    // The URL itself was checked before, so this is about the URL to which it was redirected.
    if error.is_builder() { format!("cannot follow a redirect: {last}") } else { last }
}

/// Returns `true` if `error`, from a request for `url` through a proxy, is about reaching the proxy.
pub(crate) fn is_of_proxy(error: &reqwest::Error, url: &Url) -> bool {
    if url.is_encrypted() {
        return causes(error).any(<dyn Error>::is::<TunnelError>);
    }
    // If the proxy worked and the site didn't, the proxy would have answered with a status.
    error.is_request() && !error.is_timeout()
}

/// Returns the last cause of `error`, which says the most.
pub(crate) fn last_cause(error: &reqwest::Error) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    successors(Some(error as &(dyn Error + 'static)), |&cause| cause.source())
}

fn of_cause(cause: &(dyn Error + 'static), certificates: bool) -> Option<String> {
    if cause.is::<UnknownHost>() {
        Some(cause.to_string())
    } else if let Some(error) = cause.downcast_ref() {
        of_tunnel(error)
    } else if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        of_http(error)
    } else {
        of_connection(cause.downcast_ref()?, certificates)
    }
}

fn of_tunnel(error: &TunnelError) -> Option<String> {
    match error {
        TunnelError::ProxyAuthRequired => Some("it asks for a user name and a password".to_owned()),
        TunnelError::ProxyHeadersTooLong => Some(TOO_LONG.to_owned()),
        TunnelError::TunnelUnexpectedEof => Some(INCOMPLETE.to_owned()),
        TunnelError::TunnelUnsuccessful => Some("it opens no tunnel to the site".to_owned()),
        _ => None,
    }
}

fn of_http(error: &hyper::Error) -> Option<String> {
    if error.is_incomplete_message() {
        Some(INCOMPLETE.to_owned())
    } else if error.is_parse_too_large() {
        Some(TOO_LONG.to_owned())
    } else if error.source().is_none() && !error.is_canceled() && !error.is_closed() {
        // Without a cause outside HTTP, only an answer that breaks its rules is left.
        Some(format!("the answer is not HTTP: {error}"))
    } else {
        None
    }
}

fn of_connection(error: &io::Error, certificates: bool) -> Option<String> {
    // The TLS library's error is wrapped twice.
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>());
    let error = inner.unwrap_or(error);
    if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Some(format!("TLS failed: {}", of_tls(tls, certificates)));
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => Some("the connection was refused".to_owned()),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            Some("the connection was reset".to_owned())
        }
        ErrorKind::UnexpectedEof => Some(INCOMPLETE.to_owned()),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => {
            Some(format!("the answer is not HTTP: {error}"))
        }
        _ => None,
    }
}

fn of_tls(error: &rustls::Error, certificates: bool) -> String {
    use CertificateError as Certificate;
    match error {
        rustls::Error::InvalidMessage(_) => "the answer is not TLS".to_owned(),
        rustls::Error::InvalidCertificate(_) if !certificates => {
            "this machine has no CA certificates to check the server's with".to_owned()
        }
        rustls::Error::InvalidCertificate(reason) => match reason {
            Certificate::UnknownIssuer => {
                "no CA that this machine trusts vouches for the server \
                 (its certificate may be self-signed)"
            }
            Certificate::Other(other)
                if other.0.downcast_ref() == Some(&webpki::Error::CaUsedAsEndEntity) =>
            {
                "the server's certificate is that of a CA, as self-signed ones often are"
            }
            Certificate::Expired | Certificate::ExpiredContext { .. } => {
                "the server's certificate has expired"
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "the server's certificate is for another host"
            }
            _ => "the server's certificate is not valid",
        }
        .to_owned(),
        other => other.to_string(),
    }
}
