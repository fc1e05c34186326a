//! The embedded sites of lesson 5, tested from outside.

use checks::server::Client;
use std::time::{Duration, SystemTime};
use web::{Sites, check_date};

#[test]
fn answer_head_like_get_and_close_on_http_2() {
    let sites = Sites::start().expect("there is a free port");
    let mut client = Client::connect(sites.address);
    let head = "HEAD / HTTP/1.1\r\nhost: google.com\r\n\r\n";
    client.send(format!("{head}{}", head.replace("HEAD", "GET")));
    let head = client.next_response(true).expect("there is a response");
    let full = client.response();
    full.check(200, "<!doctype html><title>google.com</title>\n");
    head.check(200, "");
    assert_eq!(head.header("content-length"), full.header("content-length"));

    let mut client = Client::connect(sites.address);
    client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    client.check_closed();
}

#[test]
fn need_a_clock_that_has_a_date() {
    let year_10000 = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    let wrong = [SystemTime::UNIX_EPOCH - Duration::from_secs(1), year_10000];
    assert!(wrong.iter().all(|now| check_date(*now).is_err()));
    assert!(check_date(SystemTime::now()).is_ok());
}
