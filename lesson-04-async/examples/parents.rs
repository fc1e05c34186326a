//! All parents live through the same evening, each in the way of a lesson, side by side.

use evening::cli;

#[path = "parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod nonblocking;
#[path = "../../lesson-02-coop/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod polling;
#[path = "../../lesson-01-sync/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod sync;
#[path = "../../lesson-03-blocking/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod threading;

use threading::Way;

fn main() -> std::process::ExitCode {
    let asked = cli::evenings(&["every"]);
    asked.compare(&[
        ("sync", &sync::evening),
        ("polling", &|home| polling::evening(home, asked.every)),
        ("threads", &|home| threading::evening(home, Way::Careless)),
        ("threads in order", &|home| threading::evening(home, Way::InOrder)),
        ("threads divided", &|home| threading::evening(home, Way::Divided)),
        ("async", &nonblocking::evening),
    ])
}
