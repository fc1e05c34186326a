//! Lesson 5's messages about proxies, redirects and passwords: they name what is at fault, and tell no secrets.

use crate::faults::{closing, nobody};
use crate::rows;
use checks::Run;
use checks::loopback::{PAGE, respond_to_all, start};
use std::net::SocketAddr;

const PLAIN: &str = "http://site.invalid/";
const ENCRYPTED: &str = "https://site.invalid/";
const FORBIDDEN: &str = "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n";
const BAD_GATEWAY: &str = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";
const ASKING: &str = "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
const NO_HTTP: &str = "220 mail.example.com ESMTP\r\n\r\n";

/// Runs the lesson with these environment variables.
fn run(variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    Run::of(rows::HTTP.program().command(arguments).envs(variables.iter().copied()))
}

/// Returns the name of a variable as the lesson finds it. On Windows, case doesn't matter.
fn found(variable: &str) -> String {
    if cfg!(windows) { variable.to_uppercase() } else { variable.to_owned() }
}

/// Checks that each part says `said` about one of the tasks, and that no password is shown.
fn check(run: &Run, said: &str) {
    let of_task = |line: &str| Some(line.strip_prefix("Task ")?.split_once(' ')?.1 == said);
    let count = run.stderr.lines().filter_map(of_task).filter(|is_said| *is_said).count();
    assert_eq!(count, 2, "{said:?} in {}", run.stderr);
    let all = [run.stdout.as_str(), &run.stderr].concat();
    assert!(!all.contains("secret"), "{all}");
}

/// Checks the messages about a page that is requested through the proxy at `address`, without TLS and with it.
fn check_proxy(address: &str, plain: &str, encrypted: &str) {
    let (scheme, host) = address.split_once("://").expect("it has a scheme");
    let with_password = format!("{scheme}://user:secret@{host}/");
    let variables = ["http_proxy", "HTTPS_PROXY"].map(|name| (name, with_password.as_str()));
    let run = run(&variables, &[PLAIN, ENCRYPTED]);
    for (page, (variable, _), said) in
        [(PLAIN, variables[0], plain), (ENCRYPTED, variables[1], encrypted)]
    {
        let proxy = format!("the proxy {address} (from the variable {})", found(variable));
        check(&run, &said.replace("PAGE", page).replace("PROXY", &proxy));
    }
}

#[test]
fn a_proxy_that_fails_is_named() {
    let (nobody, _socket) = nobody();
    let http = |address: SocketAddr| format!("http://{address}");
    let refused = "failed: PAGE: PROXY: the connection was refused";
    let no_tunnel = "failed: PAGE: PROXY: it opens no tunnel to the site";
    let incomplete =
        "failed: PAGE: PROXY: the connection was closed before the answer was complete";
    check_proxy(&http(nobody), refused, refused);
    check_proxy(&http(closing("")), incomplete, incomplete);
    check_proxy(
        &http(closing(FORBIDDEN)),
        "was answered with 403 Forbidden, through PROXY: PAGE",
        no_tunnel,
    );
    check_proxy(
        &http(closing(BAD_GATEWAY)),
        "was answered with 502 Bad Gateway, through PROXY: PAGE",
        no_tunnel,
    );
    check_proxy(
        &http(closing(ASKING)),
        "was answered with 407 Proxy Authentication Required, through PROXY: PAGE",
        "failed: PAGE: PROXY: it asks for a user name and a password",
    );
    check_proxy(
        &http(closing(NO_HTTP)),
        "failed: PAGE: PROXY: the answer is not HTTP: invalid HTTP version parsed",
        no_tunnel,
    );
    let socks = "failed: PAGE: PROXY: unsupported scheme socks5";
    check_proxy(&format!("socks5://{nobody}"), socks, socks);
}

#[test]
fn a_variable_that_names_no_proxy_is_named() {
    let (nobody, _socket) = nobody();
    let page = format!("http://{nobody}/");
    let ftp = "ftp://user:secret@127.0.0.1:9";
    for (variable, value) in [("http_proxy", ftp), ("HTTP_PROXY", "://secret"), ("all_proxy", ftp)]
    {
        let run = run(&[(variable, value)], &[&page]);
        let variable = found(variable);
        let said = format!(
            "failed: {page}: the connection was refused (the variable {variable} is ignored: it \
             names no HTTP proxy)"
        );
        check(&run, &said);
    }
    // An empty variable counts as not set, and some hosts are asked directly.
    let proxy = format!("http://{nobody}");
    for variables in [
        [("http_proxy", ""), ("no_proxy", "")],
        [("http_proxy", &proxy), ("no_proxy", "127.0.0.1")],
    ] {
        check(&run(&variables, &[&page]), &format!("failed: {page}: the connection was refused"));
    }
}

#[test]
fn all_proxy_is_for_pages_that_have_no_other() {
    let (nobody, _socket) = nobody();
    let good = start(|stream| respond_to_all(stream, PAGE));
    let (all, own) = (format!("http://{nobody}"), format!("{good}"));
    let run = run(&[("http_proxy", &own), ("ALL_PROXY", &all)], &[ENCRYPTED, PLAIN]);
    check(
        &run,
        &format!(
            "failed: {ENCRYPTED}: the proxy {all} (from the variable ALL_PROXY): \
             the connection was refused"
        ),
    );
    assert_eq!(run.stderr.matches("1 of 2 pages fetched.\n").count(), 2, "{}", run.stderr);
}

#[test]
fn who_fails_after_a_redirect_is_named() {
    let (nobody, _socket) = nobody();
    let moved = |to: &str| {
        let response = format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
        start(move |stream| respond_to_all(stream, &response)).to_string()
    };
    // A redirect from a page through a proxy to one past it, and the other way round.
    let past = format!("http://user:secret@{nobody}/");
    let shown = format!("http://user:***@{nobody}/");
    let variables = [("http_proxy", moved(&past)), ("no_proxy", "127.0.0.1".to_owned())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    check(
        &run(&variables, &[PLAIN]),
        &format!("failed: {PLAIN}, redirected to {shown}: the connection was refused"),
    );

    let page = format!("http://{}/", moved(PLAIN));
    let proxy = format!("http://{nobody}");
    let variables = [("http_proxy", proxy.as_str()), ("no_proxy", "127.0.0.1")];
    let variable = found("http_proxy");
    check(
        &run(&variables, &[&page]),
        &format!(
            "failed: {page}, redirected to {PLAIN}: the proxy {proxy} (from the variable {variable}): \
             the connection was refused"
        ),
    );
}

#[test]
fn a_redirect_is_told_of_each_request_for_the_same_page() {
    let (nobody, _socket) = nobody();
    let response =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{nobody}/\r\ncontent-length: 0\r\n\r\n");
    let moved = start(move |stream| respond_to_all(stream, &response));
    let again =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{moved}/\r\ncontent-length: 0\r\n\r\n");
    let twice = start(move |stream| respond_to_all(stream, &again));
    // A request's URL has neither the fragment nor the password.
    let urls = ["moved", "twice"].map(|path| {
        let address = if path == "moved" { moved } else { twice };
        (
            format!("http://user:secret@{address}/{path}#top"),
            format!("http://user:***@{address}/{path}#top"),
        )
    });
    let arguments: Vec<_> = urls.iter().flat_map(|(url, _)| [url.as_str(); 4]).collect();
    let run = run(&[], &arguments);
    assert!(!run.stderr.contains("secret"), "{}", run.stderr);
    for (_, shown) in urls {
        let said = format!(
            " failed: {shown}, redirected to http://{nobody}/: the connection was refused\n"
        );
        assert_eq!(run.stderr.matches(&said).count(), 8, "{said} in {}", run.stderr);
    }
}

#[test]
fn passwords_are_sent_but_never_shown() {
    let (tell, told) = std::sync::mpsc::channel();
    let address = start(move |mut stream| {
        while let Some(head) = checks::loopback::read_request(&mut stream) {
            tell.send(head).expect("the test waits for it");
            let answer = std::io::Write::write_all(&mut stream, FORBIDDEN.as_bytes());
            answer.expect("the client reads");
        }
    });
    let (nobody, _socket) = nobody();
    let arguments = [
        format!("http://user:secret@{address}/one"),
        format!("http://secret@{address}/two"),
        format!("http://user:secret@{nobody}/three"),
    ];
    let shown = [
        format!("http://user:***@{address}/one"),
        format!("http://***@{address}/two"),
        format!("http://user:***@{nobody}/three"),
    ];
    let folder = checks::folder();
    let [svg, trace] = ["run.svg", "run.json"].map(|file| folder.path().join(file));
    let mut command = rows::HTTP.program().command(&arguments);
    command.args(["--narrate", "--timeline", "--svg"]).arg(&svg).arg("--trace").arg(&trace);
    let run = Run::of(&mut command);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    for url in &shown {
        assert_eq!(run.stdout.matches(&format!("getting URL: {url}\n")).count(), 2, "{url}");
        assert_eq!(run.stderr.matches(&format!(": {url}")).count(), 2, "{url}");
    }
    let [svg, trace] = [svg, trace].map(|file| std::fs::read_to_string(file).expect("it is text"));
    for text in [&run.stdout, &run.stderr, &svg, &trace] {
        assert!(!text.contains("secret"), "{text}");
    }
    for text in [&run.stderr, &svg, &trace] {
        assert!(text.contains(&format!("user:***@{address}/one")), "{text}");
    }
    let heads: Vec<_> = told.try_iter().collect();
    assert_eq!(heads.len(), 4, "{heads:?}");
    for head in heads {
        // "user:secret" or "secret:", in Base64.
        let sent = ["Basic dXNlcjpzZWNyZXQ=\r\n", "Basic c2VjcmV0Og==\r\n"];
        assert!(sent.iter().any(|basic| head.contains(basic)), "{head}");
    }
}

#[test]
fn passwords_are_not_repeated_from_a_command_line_that_is_wrong() {
    for arguments in [
        &["ftp://user:secret@host/"][..],
        &["http://user:secret@host:99999/"],
        &["user:secret@host"],
        &["--live=http://user:secret@host/"],
        &["--timeout", "http://user:secret@host/"],
        &["--http://user:secret@host/"],
    ] {
        let Run { stdout, stderr, status } = rows::HTTP.program().run(arguments);
        assert_eq!(status, Some(2), "{stderr}");
        assert!(!stderr.contains("secret") && stdout.is_empty(), "{stderr}");
        assert!(stderr.contains("***@host"), "{stderr}");
    }
}
