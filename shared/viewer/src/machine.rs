//! Checks of what a server needs from its machine: a connection to itself, and a valid date.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The maximum time for this machine to connect to itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// The seconds from the beginning of 1970 to the end of 9999, in UTC.
const END: u64 = 253_402_300_800;

/// Checks that this machine can connect to itself within five seconds. If it can't, the program reports that
/// once, rather than for each request.
///
/// # Errors
///
/// Returns an error with a message for the user if it can't.
pub fn check_loopback() -> io::Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| TcpStream::connect_timeout(&listener.local_addr()?, PATIENCE))
        .map(drop)
        .map_err(|error| format!("this machine cannot connect to itself, at 127.0.0.1: {error}"))
        .map_err(io::Error::other)
}

/// Returns whether a server can put this time into an HTTP header, where years have four digits
/// ([RFC 9110, section 5.6.7][rfc]). Before 1970, the libraries that write it panic, too.
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.7
pub fn has_date(time: SystemTime) -> bool {
    time.duration_since(UNIX_EPOCH).is_ok_and(|since| since.as_secs() < END)
}
