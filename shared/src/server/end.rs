//! How a server ends.

use super::{Program, Server};
use crate::interrupt;
use crate::report::{self, FAILURE, fail};
use crate::say;
use std::io::{self, Read};
use std::process::exit;
use std::thread;

/// From now on, Ctrl-C ends the server: gracefully, if it can.
pub(crate) fn on_interrupt(program: Program, server: &Server) {
    let server = server.clone();
    let heard = interrupt::listen(move |status| {
        if !program.is_graceful {
            report::note(format_args!(
                "Interrupted: {}. This server cannot finish what is in flight.",
                requests(server.answered())
            ));
            exit(status);
        }
        if server.stop.is_cancelled() {
            report::note(format_args!(
                "Interrupted again: {}. What was in flight is lost.",
                requests(server.answered())
            ));
            exit(status);
        }
        report::note(format_args!(
            "Finishing what is in flight, for up to {:?}; Ctrl-C again ends it at once.",
            server.grace
        ));
        server.stop.cancel();
    });
    if let Err(error) = heard {
        report::note(format_args!("Ctrl-C will end this server without a word: {error}"));
    }
}

/// From now on, the program ends when standard input does.
pub(crate) fn with_standard_input() {
    let watcher = thread::Builder::new().name("standard input".to_owned()).spawn(|| {
        let mut ignored = [0; 64];
        while io::stdin().lock().read(&mut ignored).is_ok_and(|count| count > 0) {}
        exit(0);
    });
    if let Err(error) = watcher {
        fail(FAILURE, format_args!("cannot watch standard input: {error}"));
    }
}

/// Says how it went, when a server has ended gracefully.
pub(crate) fn say_farewell(server: &Server) {
    say!("Ended: {}.", requests(server.answered()));
}

fn requests(count: u64) -> String {
    format!("{count} request{} served", if count == 1 { " was" } else { "s were" })
}
