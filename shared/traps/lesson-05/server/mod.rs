//! A server that responds to every request alike, and counts its connections.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub(crate) static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);

/// Starts a server, and returns the URL of its page. Without a status, it never responds.
pub(crate) fn start(status: Option<&'static str>) -> String {
    // reqwest has been built without cryptography of its own, but asks for some even for http.
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            CONNECTIONS.fetch_add(1, Ordering::Relaxed);
            // Clients come and go.
            thread::spawn(move || drop(serve(&stream, status)));
        }
    });
    format!("http://{address}/")
}

fn serve(mut stream: &TcpStream, status: Option<&str>) -> Result<()> {
    for line in BufReader::new(stream).lines() {
        // An empty line ends a request.
        if let (true, Some(status)) = (line?.is_empty(), status) {
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 5\r\n\r\npage\n")?;
        }
    }
    Ok(())
}
