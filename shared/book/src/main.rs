//! `cargo book` makes a book of the course's pages, which can be clicked through offline. It uses mdBook as a library,
//! pulldown-cmark to find links and headings, and the lessons, which it runs for their players. `menu` starts it for
//! learners, and a workflow publishes what it makes; nobody uses it as a library.

mod contents;
mod course;
mod hunks;
mod links;
mod markdown;
mod open;
mod options;
mod players;
mod questions;
mod render;
mod serve;
mod sources;
mod staging;

use options::Options;
use serve::Server;
use std::io::{self, Write};
use std::process::ExitCode;

/// Does what the arguments ask for, or returns a sentence on why that failed.
fn answer(options: &Options) -> Result<(), String> {
    // A port that is taken is said before a minute of work, not after it.
    let server = options.port.map(Server::new).transpose()?;
    let staged = staging::stage()?;
    players::record(&staged.folder)?;
    let html = render::render(&staged)?;
    say(&html.join("index.html").display().to_string());
    if let Some(server) = server {
        let address = server.address();
        say(&address);
        open::open(&address);
        server.serve(&html)
    } else {
        open::open(&html.join("index.html").display().to_string());
        Ok(())
    }
}

/// Prints a line on standard output. If nobody reads it, there is nobody to tell.
fn say(line: &str) {
    let mut output = io::stdout();
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}

/// Prints a line on standard error. If nobody reads it, there is nobody to tell.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn main() -> ExitCode {
    match Options::read() {
        Ok(None) => {
            say(options::HELP);
            ExitCode::SUCCESS
        }
        Ok(Some(options)) => match answer(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(wrong) => {
                complain(&format!("error: {wrong}"));
                ExitCode::FAILURE
            }
        },
        Err(wrong) => {
            complain(&format!("error: {wrong}"));
            ExitCode::from(2)
        }
    }
}
