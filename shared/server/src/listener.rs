//! The socket to which clients connect.

use socket2::{Domain, Socket, Type};
use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};

/// The number of connections that can queue until the server accepts them. On Linux, macOS and Windows, the standard
/// library and tokio would ask for 128; the operating system may grant fewer than are asked for.
const QUEUE: i32 = 1024;

/// Listens at `address`, a host or an IP address with a port.
///
/// # Errors
///
/// Returns a sentence if the address can't be found, or can't be listened at.
pub(crate) fn listen(address: &str) -> Result<TcpListener, String> {
    let listener = match address.to_socket_addrs() {
        Ok(addresses) => {
            let none = Err(io::Error::from(ErrorKind::AddrNotAvailable));
            addresses.fold(none, |found, address| found.or_else(|_| listen_at(address)))
        }
        Err(error) => return Err(format!("cannot find the address {address}: {error}")),
    };
    listener
        .map_err(|error| format!("cannot listen on {address}: {}", reason_not_to_listen(&error)))
}

/// Returns the reason why listening failed, in words, and a way out.
pub fn reason_not_to_listen(error: &io::Error) -> String {
    let reason = match error.kind() {
        ErrorKind::AddrInUse => {
            "the address is in use; end the program that listens there, or choose another port \
             (0 is any free one)"
        }
        ErrorKind::PermissionDenied => "that is not permitted; ports from 1024 on usually are",
        ErrorKind::AddrNotAvailable => {
            "this machine has no such address; 127.0.0.1 is its own, 0.0.0.0 means all of them"
        }
        _ => return error.to_string(),
    };
    reason.to_owned()
}

fn listen_at(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // Without this, the connections of a server that has just ended keep the address in use. Windows gives the
    // option another meaning.
    #[cfg(not(windows))]
    socket.set_reuse_address(true)?;
    // Connections inherit this, so that no response is held back until the one before is acknowledged.
    socket.set_tcp_nodelay(true)?;
    socket.bind(&address.into())?;
    socket.listen(QUEUE)?;
    Ok(socket.into())
}
