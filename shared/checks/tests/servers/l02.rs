//! The polling server, from outside.

use shared::protocol_tests;
use shared::testing::server::{self, Subject};

const SERVER: Subject =
    Subject { name: "polling-server", arguments: &["--nap", "1"], is_concurrent: true };

protocol_tests!(SERVER, concurrent);

#[test]
fn shows_itself_under_load() {
    server::check_shows_itself(
        SERVER,
        "One thread serves them all, and looks at each again and again, mostly in vain.",
    );
}

#[test]
fn accepts_what_it_can_do() {
    server::check_command_line(SERVER, &["nap MS", "connections N"]);
}

#[test]
#[cfg(unix)]
fn says_what_it_cannot_do() {
    server::check_says_what_it_cannot_do(SERVER);
}
