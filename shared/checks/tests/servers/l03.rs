//! The threading server, from outside.

use shared::protocol_tests;
use shared::testing::server::{self, Subject};

const SERVER: Subject = Subject { name: "threading-server", arguments: &[], is_concurrent: true };

protocol_tests!(SERVER, concurrent);

#[test]
fn serves_many_at_once() {
    server::serves_many_at_once(SERVER, 1000);
}

#[test]
fn shows_itself_under_load() {
    server::check_shows_itself(
        SERVER,
        "Nobody waits for anybody else, but each connection takes a thread, with memory of its own.",
    );
}

#[test]
fn accepts_what_it_can_do() {
    server::check_command_line(SERVER, &["connections N"]);
}

#[test]
#[cfg(unix)]
fn says_what_it_cannot_do() {
    server::check_says_what_it_cannot_do(SERVER);
}
