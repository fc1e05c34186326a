//! A server that answers all requests in the same way, or as a trap tells it, and counts its connections.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub(crate) static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);

/// A function that returns the status of the response to a request, or `None` to close the connection without one.
type Answer = fn(&str) -> Option<&'static str>;

/// Starts a server, and returns the URL of its page. Each connection has a thread, so answering may block.
pub(crate) fn start(answer: Answer) -> String {
    // reqwest has been built without cryptography of its own, but asks for some even for http.
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            CONNECTIONS.fetch_add(1, Ordering::Relaxed);
            // Clients come and go.
            thread::spawn(move || drop(serve(&stream, answer)));
        }
    });
    format!("http://{address}/")
}

fn serve(mut stream: &TcpStream, answer: Answer) -> Result<()> {
    let mut request = String::new();
    for line in BufReader::new(stream).lines() {
        let line = line?;
        request += &format!("{line}\n");
        // An empty line ends a request.
        if line.is_empty() {
            let Some(status) = answer(&request) else { break };
            let length = status.len();
            let response = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{status}");
            stream.write_all(response.as_bytes())?;
            request.clear();
        }
    }
    Ok(())
}
