//! The end of a server.

use crate::program::{Program, Server};
use live::on_interrupt;
use std::io::{self, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use viewer::{exit, note, say};

/// The most time that a server takes to print that it ends, before it ends.
const PATIENCE: Duration = Duration::from_secs(1);

/// Makes Ctrl-C end the server from now on, gracefully if it can.
pub(crate) fn on_ctrl_c(program: Program, server: &Server) {
    let server = server.clone();
    on_interrupt(move || {
        if !program.is_graceful {
            note(format_args!(
                "Interrupted: {}. This server cannot finish what is in flight.",
                requests(server.answered())
            ));
            return true;
        }
        if server.is_stopping() {
            note(format_args!(
                "Interrupted again: {}. What was in flight is lost.",
                requests(server.answered())
            ));
            return true;
        }
        let grace = server.grace.as_secs_f64();
        let (done, is_said) = mpsc::channel::<()>();
        let _ = thread::Builder::new().spawn(move || {
            note(format_args!(
                "Finishing what is in flight, for up to {grace} s; Ctrl-C again ends it at once."
            ));
            drop(done);
        });
        // Requests in flight must not be lost because nobody reads that line.
        let _ = is_said.recv_timeout(PATIENCE);
        server.stop();
        false
    });
}

/// Makes the program end when standard input ends.
///
/// # Errors
///
/// Returns a sentence if the thread that watches standard input can't be started.
pub(crate) fn with_standard_input() -> Result<(), String> {
    let watcher = thread::Builder::new().name("standard input".to_owned()).spawn(|| {
        let mut ignored = [0; 64];
        while io::stdin().lock().read(&mut ignored).is_ok_and(|count| count > 0) {}
        exit(0);
    });
    watcher.map(drop).map_err(|error| format!("cannot start a thread for standard input: {error}"))
}

/// Prints how many requests a server answered that has ended gracefully.
pub(crate) fn say_farewell(server: &Server) {
    say!("Ended: {}.", requests(server.answered()));
}

fn requests(count: u64) -> String {
    format!("{count} request{} served", if count == 1 { " was" } else { "s were" })
}
