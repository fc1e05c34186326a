//! The async server, from outside.

use shared::protocol_tests;
use shared::testing::server::{self, Subject};

const SERVER: Subject = Subject { name: "async-server", arguments: &[], is_concurrent: true };

protocol_tests!(SERVER, concurrent);

#[test]
fn serves_many_at_once() {
    server::serves_many_at_once(SERVER, 1000);
}

#[test]
fn shows_itself_under_load() {
    server::check_shows_itself(SERVER, "One thread serves them all, and rests while they wait.");
}

#[test]
fn accepts_what_it_can_do() {
    server::check_command_line(SERVER, &["connections N", "grace SECONDS"]);
}

#[test]
#[cfg(unix)]
fn ends_gracefully() {
    server::check_ends_gracefully(SERVER);
}
