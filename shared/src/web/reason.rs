//! Why a page was not fetched, in plain words.

use super::hosts::UnknownHost;
use rustls::CertificateError::UnknownIssuer;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::iter::successors;

/// The reason for `error`; `certificates` tells whether this machine has any to trust.
///
/// reqwest tells apart only a few reasons itself, and all its errors begin with the same words; the
/// causes under them know more.
pub(super) fn of(error: &reqwest::Error, certificates: bool) -> String {
    if error.is_timeout() {
        let in_body = error.is_body() || error.is_decode();
        let what = if in_body { "the body was not complete" } else { "there was no answer" };
        return format!("{what} within the time-out");
    }
    if error.is_redirect() {
        return "too many redirects".to_owned();
    }
    let mut last = error as &(dyn Error + 'static);
    for cause in successors(Some(last), |&cause| cause.source()) {
        if let Some(reason) = of_cause(cause, certificates) {
            return reason;
        }
        last = cause;
    }
    // The URL itself was checked before, so what cannot be requested is where it led.
    if error.is_builder() { format!("cannot follow a redirect: {last}") } else { last.to_string() }
}

fn of_cause(cause: &(dyn Error + 'static), certificates: bool) -> Option<String> {
    if cause.is::<UnknownHost>() {
        return Some(cause.to_string());
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        return match error {
            error if error.is_incomplete_message() => {
                Some("the connection was closed before the answer was complete".to_owned())
            }
            error if error.is_parse_too_large() => Some("the answer's head is too long".to_owned()),
            error if error.is_parse() => Some(format!("the answer is not HTTP: {error}")),
            _ => None,
        };
    }
    let mut error = cause.downcast_ref::<io::Error>()?;
    // The TLS library's error is wrapped twice.
    while let Some(inner) = error.get_ref().and_then(|error| error.downcast_ref()) {
        error = inner;
    }
    if let Some(tls) = error.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>()) {
        return Some(match tls {
            rustls::Error::InvalidCertificate(UnknownIssuer) if !certificates => {
                "TLS failed: this machine has no CA certificates to check the server's with".into()
            }
            tls => format!("TLS failed: {tls}"),
        });
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => Some("the connection was refused".to_owned()),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            Some("the connection was reset".to_owned())
        }
        ErrorKind::UnexpectedEof => {
            Some("the connection was closed before the answer was complete".to_owned())
        }
        ErrorKind::InvalidInput | ErrorKind::InvalidData => {
            Some(format!("the answer is not HTTP: {error}"))
        }
        _ => None,
    }
}
