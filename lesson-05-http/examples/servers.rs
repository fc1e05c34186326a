//! All servers are put under the same load, one after the other, and shown side by side.

use server::{Program, cli};

#[path = "server.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod http;
#[path = "../../lesson-04-async/examples/server.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod nonblocking;
#[path = "../../lesson-02-coop/examples/server.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod polling;
#[path = "../../lesson-01-sync/examples/server.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod sync;
#[path = "../../lesson-03-blocking/examples/server.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod threading;

/// The server of each lesson.
pub(crate) const PROGRAMS: [Program; 5] =
    [sync::PROGRAM, polling::PROGRAM, threading::PROGRAM, nonblocking::PROGRAM, http::PROGRAM];

fn main() -> std::process::ExitCode {
    cli::servers(&PROGRAMS, plots::servers)
}
