//! The server of each lesson, tested from outside.

mod differences;
mod embedded;

use checks::server::{self, Subject};

/// Makes the tests of a server: those of all servers, its own, and those of its end, which operating systems without
/// signals don't have.
macro_rules! tests {
    ($($name:ident: $server:expr, [$($more:ident)*] $end:ident;)*) => {
        $(
            mod $name {
                use super::*;

                tests! { @each $server;
                    answers_each_request
                    names_each_error
                    answers_head_like_get
                    gives_up_on_those_who_are_too_slow
                    takes_requests_in_any_pieces
                    answers_on_one_connection_or_closes_it
                    never_takes_a_body_for_a_request
                    serves_half_closed_connections
                    survives_resets
                    serves_others_beside_slow_clients
                    survives_random_requests
                    shows_what_a_slow_client_does
                    shows_itself_under_load
                    accepts_what_it_can_do
                    lets_many_wait_in_line
                    $($more)*
                }
                #[cfg(unix)]
                tests! { @each $server; $end }
            }
        )*
    };
    (@each $server:expr; $($test:ident)*) => {
        $(
            #[test]
            fn $test() {
                server::$test($server);
            }
        )*
    };
}

tests! {
    sync: SYNC, [] says_what_it_cannot_do;
    polling: POLLING,
        [serves_only_so_many_at_once survives_a_lack_of_files] says_what_it_cannot_do;
    threading: THREADING,
        [serves_only_so_many_at_once survives_a_lack_of_files serves_many_at_once]
        says_what_it_cannot_do;
    nonblocking: ASYNC,
        [serves_only_so_many_at_once survives_a_lack_of_files serves_many_at_once] ends_gracefully;
    sites: SITES,
        [serves_only_so_many_at_once survives_a_lack_of_files serves_many_at_once] ends_gracefully;
}

const SYNC: Subject = Subject {
    name: "sync-server",
    arguments: &[],
    is_concurrent: false,
    uses_hyper: false,
    see: "One connection is served at a time, and all others wait in line.",
    options: &[],
};

const POLLING: Subject = Subject {
    name: "polling-server",
    arguments: &["--nap", "1"],
    is_concurrent: true,
    uses_hyper: false,
    see: "One thread serves them all, and looks at each again and again, mostly in vain.",
    options: &["nap MS", "connections N"],
};

const THREADING: Subject = Subject {
    name: "threading-server",
    arguments: &[],
    is_concurrent: true,
    uses_hyper: false,
    see: "Nobody waits for anybody else, but each connection takes a thread, with memory of its own.",
    options: &["connections N"],
};

const ASYNC: Subject = Subject {
    name: "async-server",
    arguments: &[],
    is_concurrent: true,
    uses_hyper: false,
    see: "One thread serves them all, and rests while they wait.",
    options: &["connections N", "grace SECONDS"],
};

const SITES: Subject = Subject {
    name: "sites-server",
    uses_hyper: true,
    see: "One thread serves them all, and rests while they wait; hyper speaks HTTP for it.",
    ..ASYNC
};
