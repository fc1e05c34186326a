//! The programs of all questions: runs the one that the variable `QUESTION` names, with its arguments.
//!
//! Uses what the questions are about, and `questions`, which reads them. `checks` runs it.

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

fn main() -> std::process::ExitCode {
    run(std::env::var("QUESTION").ok().as_deref())
}
