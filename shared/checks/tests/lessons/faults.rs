//! Fetches that fail: both parts say so in plain words, and go on with the other pages, whatever servers and networks
//! do to them.

use crate::rows;
use checks::Run;
use checks::loopback::{PAGE, read_request, respond_to_all, start};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use socket2::{Domain, Socket, Type};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

const HALF_A_PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\npage\n";
const HALF_A_CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\npage\n";
const LONG_PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\npage\n";
const NO_CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\npage\n";
const NO_HTTP: &str = "220 mail.example.com ESMTP\r\n\r\n";
const LOOP: &str = "HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n";
const AWAY: &str = "HTTP/1.1 302 Found\r\nlocation: ftp://a/\r\ncontent-length: 0\r\n\r\n";

/// Starts a server that reads a request, answers it with `response`, calls `then`, and closes the connection.
fn answering(response: &'static str, then: fn(&mut TcpStream)) -> SocketAddr {
    start(move |mut stream| {
        read_request(&mut stream);
        let _ = stream.write_all(response.as_bytes());
        then(&mut stream);
    })
}

pub(crate) fn closing(response: &'static str) -> SocketAddr {
    answering(response, |_| {})
}

/// Starts a server that does nothing more after the response.
fn stalling(response: &'static str) -> SocketAddr {
    answering(response, |stream| drop(stream.read(&mut [0])))
}

/// Starts a server that sends more and more after the response, but never everything.
fn dribbling(response: &'static str) -> SocketAddr {
    answering(response, |stream| {
        while stream.write_all(b"p").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    })
}

/// Starts a server that resets the connection a little later, when the client has had time to read that far.
fn resetting(response: &'static str) -> SocketAddr {
    answering(response, |stream| {
        thread::sleep(Duration::from_millis(100));
        let reset = socket2::SockRef::from(&*stream).set_linger(Some(Duration::ZERO));
        reset.expect("a connection can be reset");
    })
}

/// Starts a server that doesn't wait for a request: it sends `greeting`, reads once, and closes the connection.
fn greeting(greeting: &'static str) -> SocketAddr {
    start(move |mut stream| {
        let _ = stream.write_all(greeting.as_bytes());
        let _ = stream.read(&mut [0; 16384]);
    })
}

/// Starts a server for pages over TLS. Returns its address, and its certificate for 127.0.0.1, which it has signed
/// itself, as a CA or not.
fn with_tls(is_ca: IsCa) -> (SocketAddr, String) {
    let key = KeyPair::generate().expect("there is chance");
    let params = CertificateParams::new(["127.0.0.1".to_owned()]);
    let mut params = params.expect("it is an address");
    params.is_ca = is_ca;
    let certificate = params.self_signed(&key).expect("a certificate can be made");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider has the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.expect("it is a key"))
        .expect("the key belongs to the certificate");
    let config = Arc::new(config);
    let address = start(move |stream: TcpStream| {
        let tls = rustls::ServerConnection::new(Arc::clone(&config)).expect("the server has a key");
        let mut stream = rustls::StreamOwned::new(tls, stream);
        if read_request(&mut stream).is_some() {
            stream.write_all(PAGE.as_bytes()).expect("the client reads");
            stream.conn.send_close_notify();
            stream.flush().expect("the client reads");
        }
    });
    (address, certificate.pem())
}

/// Returns an address at which nobody listens, nor can listen while the socket exists.
pub(crate) fn nobody() -> (SocketAddr, Socket) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("there are sockets");
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).expect("there are free ports");
    let address = socket.local_addr().expect("it is bound");
    (address.as_socket().expect("it is an address of IPv4"), socket)
}

#[test]
fn one_failing_fetch_never_stops_the_rest() {
    let incomplete = "the connection was closed before the answer was complete";
    // A host name may have at most 63 characters between two dots, so this needs no look-up.
    let unknown = format!("http://{}.invalid/", "x".repeat(64));
    let (nobody, _socket) = nobody();
    let http = |address: SocketAddr| format!("http://{address}/");
    let (self_signed, _) = with_tls(IsCa::NoCa);
    // `openssl req -x509` makes such certificates.
    let (self_signed_ca, _) = with_tls(IsCa::Ca(BasicConstraints::Unconstrained));
    let faults = [
        (unknown, "the host xxxx"),
        (http(nobody), "the connection was refused"),
        (http(stalling("")), "there was no answer within the time-out"),
        (http(stalling(HALF_A_PAGE)), "the body was not complete within the time-out"),
        (http(dribbling(LONG_PAGE)), "the body was not complete within the time-out"),
        (http(resetting("")), "the connection was reset"),
        (http(resetting(HALF_A_PAGE)), "the connection was reset"),
        (http(closing("")), incomplete),
        (http(closing(HALF_A_PAGE)), incomplete),
        (http(closing(HALF_A_CHUNK)), incomplete),
        (http(stalling(NO_CHUNK)), "the answer is not HTTP: "),
        (http(stalling(NO_HTTP)), "the answer is not HTTP: "),
        (http(greeting(NO_HTTP)), "the answer is not HTTP: "),
        (http(start(|stream| respond_to_all(stream, LOOP))), "too many redirects"),
        (http(start(|stream| respond_to_all(stream, AWAY))), "cannot follow a redirect: "),
        (format!("https://{}/", greeting(NO_HTTP)), "TLS failed: the answer is not TLS"),
        (format!("https://{self_signed}/"), "TLS failed: *self-signed"),
        (format!("https://{self_signed_ca}/"), "TLS failed: *self-signed"),
        (format!("https://{}/", greeting("")), incomplete),
    ];
    let good = http(start(|stream| respond_to_all(stream, PAGE)));
    // Windows tries to connect for two seconds before it says that the connection was refused.
    let timeout = if cfg!(windows) { "4" } else { "1" };
    let mut arguments = vec!["--timeout".to_owned(), timeout.to_owned(), good.clone()];
    arguments.extend(faults.iter().map(|(url, _)| url.clone()));
    arguments.push(good);

    let Run { stdout, stderr, status } = rows::HTTP.program().run(&arguments);
    assert_eq!(status, Some(1), "{stderr}");
    for (url, reason) in &faults {
        let lines: Vec<_> = stderr.lines().filter(|line| line.contains(url)).collect();
        assert_eq!(lines.len(), 2, "a line in each part for {url} in {stderr}");
        for line in lines {
            let rest = ["One", "Two"]
                .iter()
                .find_map(|task| line.strip_prefix(&format!("Task {task} failed: {url}")))
                .unwrap_or_else(|| panic!("{line} is of {url}"));
            // A redirect is named first. A star stands for anything.
            let rest = rest.split_once(", redirected to ").map_or(rest, |(_, rest)| rest);
            let (begin, end) = reason.split_once('*').unwrap_or((reason, ""));
            let said =
                rest.split_once(&format!(": {begin}")).is_some_and(|(_, rest)| rest.contains(end));
            assert!(said, "{line} for {reason}");
        }
        assert_eq!(stdout.matches(&format!("getting URL: {url}\n")).count(), 2, "{url}");
    }
    let all = faults.len() + 2;
    assert_eq!(stderr.matches(&format!("2 of {all} pages fetched.\n")).count(), 2, "{stderr}");
    // Two headings, two counts, the times, two blank lines, and nothing else.
    assert_eq!(stderr.lines().count(), 2 * faults.len() + 7, "{stderr}");
    assert!(!stderr.contains("saved"), "nothing is concluded from failures: {stderr}");
}

#[test]
fn the_time_out_is_for_the_sites_too_and_as_fast_as_they_are() {
    // Only yahoo.com takes longer than this, and no other site nearly as long. In slow motion, more of them would, if
    // the time-out weren't slowed down, too.
    let check = |part| {
        let arguments = ["--only", part, "--timeout", "0.65", "--speed", "0.5"];
        let Run { stderr, status, .. } = rows::HTTP.program().run(arguments);
        assert_eq!(status, Some(1), "{stderr}");
        let reason = "Task Two failed: http://yahoo.com: there was no answer within the time-out\n";
        assert_eq!(stderr.matches(reason).count(), 1, "{stderr}");
        assert!(stderr.ends_with("6 of 7 pages fetched.\n"), "{stderr}");
    };
    thread::scope(|scope| {
        for part in ["blocking", "async"] {
            scope.spawn(move || check(part));
        }
    });
}

#[test]
fn an_answer_with_an_error_status_is_an_answer() {
    for status_line in ["404 Not Found", "500 Internal Server Error"] {
        let response = format!("HTTP/1.1 {status_line}\r\ncontent-length: 0\r\n\r\n");
        let address = start(move |stream| respond_to_all(stream, &response));
        let url = format!("http://{address}/");
        let Run { stderr, status, .. } = rows::HTTP.program().run([&url]);
        assert_eq!(status, Some(0), "{stderr}");
        let line = format!("Task One was answered with {status_line}: {url}\n");
        assert_eq!(stderr.matches(&line).count(), 2, "{stderr}");
        assert_eq!(stderr.matches("1 of 1 pages fetched.\n").count(), 2, "{stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn https_needs_certificates_to_trust_and_http_does_not() {
    use std::path::Path;

    let good = format!("http://{}/", start(|stream| respond_to_all(stream, PAGE)));
    let (address, certificate) = with_tls(IsCa::NoCa);
    let folder = checks::folder();
    let trusted = folder.path().join("trusted.pem");
    std::fs::write(&trusted, certificate).expect("a file can be written");
    let secure = format!("https://{address}/");
    let run = |certificates: &Path| {
        let mut command = rows::HTTP.program().command([&good, &secure]);
        command.env("SSL_CERT_FILE", certificates).env("SSL_CERT_DIR", "/nonexistent");
        Run::of(&mut command)
    };
    let trusting = run(&trusted);
    assert_eq!(trusting.status, Some(0), "{}", trusting.stderr);

    let Run { stderr, status, .. } = run(Path::new("/nonexistent"));
    assert_eq!(status, Some(1), "{stderr}");
    let reason = "TLS failed: this machine has no CA certificates to check the server's with";
    assert_eq!(stderr.matches(&format!("failed: {secure}: {reason}\n")).count(), 2, "{stderr}");
    assert_eq!(stderr.matches("1 of 2 pages fetched.\n").count(), 2, "{stderr}");
}
