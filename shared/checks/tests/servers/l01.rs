//! The synchronous server, from outside.

use shared::protocol_tests;
use shared::testing::server::{self, Subject};

const SERVER: Subject = Subject { name: "sync-server", arguments: &[], is_concurrent: false };

protocol_tests!(SERVER);

#[test]
fn shows_itself_under_load() {
    server::check_shows_itself(
        SERVER,
        "One connection is served at a time, and whoever else comes waits in line.",
    );
}

#[test]
fn accepts_what_it_can_do() {
    server::check_command_line(SERVER, &[]);
}

#[test]
#[cfg(unix)]
fn says_what_it_cannot_do() {
    server::check_says_what_it_cannot_do(SERVER);
}
