//! Serves the book on this machine.
//!
//! It speaks just as much HTTP as a browser needs for files, one thread for each connection, with what is in the
//! standard library: a server's crate would be the longest wait for the shortest part of this program.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The number of bytes that the head of a request may have.
const HEAD: u64 = 16_384;

/// The time that a client may take for each piece that it sends or receives.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that has its port.
pub(crate) struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Returns a server on a port of this machine's loopback, or on any that is free if that is 0; or a sentence on
    /// why there is none.
    pub(crate) fn new(port: u16) -> Result<Self, String> {
        let unable = |error| match port {
            0 => format!("cannot serve the book: {error}"),
            port => format!("cannot serve the book on port {port}: {error}"),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(unable)?;
        let port = listener.local_addr().map_err(unable)?.port();
        Ok(Self { listener, port })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves the files in a folder until Ctrl-C, or returns a sentence on why that is impossible.
    pub(crate) fn serve(&self, folder: &Path) -> Result<(), String> {
        thread::scope(|scope| {
            for connection in self.listener.incoming() {
                // A client that has gone already is no reason to end.
                let Ok(connection) = connection else { continue };
                // Nor is one that goes while it is being served.
                scope.spawn(|| drop(answer(connection, folder)));
            }
        });
        Err("nobody connects any more".to_owned())
    }
}

/// Reads a request, and answers it.
fn answer(mut connection: TcpStream, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(&connection).take(HEAD).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // What else a client says doesn't matter, but is read, as closing a connection before that may lose the answer.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match (method, file(folder, target)) {
        // The links on a page begin in its folder.
        ("GET" | "HEAD", Some(file)) if file.is_dir() => {
            let place = target.split(['?', '#']).next().unwrap_or_default();
            let head = format!(
                "HTTP/1.1 301 Moved Permanently\r\nLocation: {place}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            return connection.write_all(head.as_bytes());
        }
        ("GET" | "HEAD", Some(file)) => match fs::read(&file) {
            Ok(body) => ("200 OK", kind(&file), body),
            Err(_) => ("404 Not Found", TEXT, b"There is no such page.\n".to_vec()),
        },
        ("GET" | "HEAD", None) => ("404 Not Found", TEXT, b"There is no such page.\n".to_vec()),
        _ => ("405 Method Not Allowed", TEXT, b"Only GET and HEAD are supported.\n".to_vec()),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes())?;
    if method != "HEAD" {
        connection.write_all(&body)?;
    }
    connection.flush()
}

/// Returns the file that a request means, or nothing if that would not be in the folder.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = decoded(target.split(['?', '#']).next()?)?;
    let mut file = folder.to_owned();
    for part in path.strip_prefix('/')?.split('/').filter(|part| !part.is_empty()) {
        // One name of something in this folder: not this one, not that above it, and no drive.
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// Returns a path in which each `%` and its two digits is the byte that they stand for.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

const TEXT: &str = "text/plain; charset=utf-8";

/// Returns what a file is, as browsers are told.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => TEXT,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::Path;

    #[test]
    fn a_path_stays_in_the_folder() {
        let folder = Path::new("/book");
        let is = |target, path: Option<&str>| {
            assert_eq!(file(folder, target).as_deref(), path.map(Path::new), "{target}");
        };
        is("/", Some("/book/index.html"));
        is("/lesson/", Some("/book/lesson/index.html"));
        is("/lesson/index.html?search=poll#a", Some("/book/lesson/index.html"));
        is("/a%20b", Some("/book/a b"));
        for outside in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/..%5cx",
            "/c:/x",
            "x",
            "",
            "/.git/config",
            "/%f",
        ] {
            is(outside, None);
        }
    }
}
