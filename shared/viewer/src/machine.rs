//! What a machine must have for a server: a network with itself, and a date.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time in which this machine must be able to connect to itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// The seconds from the beginning of 1970 to the end of 9999.
const END: u64 = 253_402_300_800;

/// Checks that this machine can connect to itself, so that there is one reason if it cannot, and not one
/// for each request.
///
/// # Errors
///
/// Returns an error that says so if it cannot.
pub fn check_loopback() -> io::Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| TcpStream::connect_timeout(&listener.local_addr()?, PATIENCE))
        .map(drop)
        .map_err(|error| format!("this machine cannot connect to itself, at 127.0.0.1: {error}"))
        .map_err(io::Error::other)
}

/// Returns whether HTTP can write this time, whose years have four digits; the libraries that do it
/// panic before 1970, too.
pub fn has_date(time: SystemTime) -> bool {
    time.duration_since(UNIX_EPOCH).is_ok_and(|since| since.as_secs() < END)
}
