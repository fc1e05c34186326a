//! Finds the addresses of hosts.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::error::Error;
use std::net::{SocketAddr, ToSocketAddrs};
use std::{fmt, io, thread};
use tokio::sync::oneshot;

/// The embedded sites: their host names, and the address of the server for all of them.
#[derive(Clone, Debug)]
pub struct Sites {
    /// The host names.
    pub hosts: Vec<String>,
    /// The address of the server for all of them.
    pub address: SocketAddr,
}

/// Finds hosts: the embedded sites at their address, all others through the operating system.
///
/// The operating system's lookup blocks a thread, on some networks for half a minute, and can't be cancelled. A
/// runtime would do it on its pool of threads, and when dropped, it would wait for that pool, even if the request
/// was given up long ago. So each lookup has a thread of its own, which nobody waits for.
#[derive(Debug)]
pub(crate) struct Hosts {
    /// The embedded sites; `None` if all hosts are looked up.
    pub(crate) sites: Option<Sites>,
}

impl Resolve for Hosts {
    fn resolve(&self, name: Name) -> Resolving {
        if let Some(sites) = &self.sites {
            if sites.hosts.iter().any(|host| host == name.as_str()) {
                let found: Addrs = Box::new(std::iter::once(sites.address));
                return Box::pin(std::future::ready(Ok(found)));
            }
        }
        let host = name.as_str().to_owned();
        let (tell, told) = oneshot::channel();
        let lookup = thread::Builder::new().name("lookup".to_owned()).spawn(move || {
            // Port 0 stands for the port of the URL. Sending fails if the request was given up.
            let _ = tell.send((name.as_str(), 0).to_socket_addrs());
        });
        Box::pin(async move {
            lookup.map_err(|error| format!("cannot start a thread to look up {host}: {error}"))?;
            let found: Addrs = Box::new(told.await?.map_err(|error| UnknownHost(host, error))?);
            Ok(found)
        })
    }
}

/// The error for a host that the operating system didn't find: its name, and the reason.
#[derive(Debug)]
pub(crate) struct UnknownHost(String, io::Error);

impl fmt::Display for UnknownHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the host {} was not found: {}", self.0, self.1)
    }
}

impl Error for UnknownHost {}
