//! `cargo talk`, which shows lessons 3 and 4 in one page.

use crate::course::{self, complain};
use shared::say;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Output};
use std::{env, fs, process, thread};
use viewer::File;

const LESSONS: [&str; 2] = ["lesson-03-blocking", "lesson-04-async"];

const USAGE: &str = "cargo talk FILE [OPTIONS] [WORK]...";

const HELP: &str = "
Runs lessons 3 and 4 at the same time, with the same work, and writes a page to
FILE that plays both runs side by side: one that takes 32 s, and one that takes
17 s. OPTIONS and WORK are those of the lessons: with --speed 8, it takes 4 s.
`cargo run -p lesson-04-async -- --help` lists them all.
FILE is written when both lessons are done, unless one of them fails.";

/// The options that need a file for each run.
const FILES: [&str; 3] = ["--html", "--svg", "--trace"];

/// Does what the arguments ask for. The error is a sentence for the learner.
pub(crate) fn answer(arguments: &[OsString]) -> Result<ExitCode, String> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        say!("Usage: {USAGE}\n{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let (path, arguments) = arguments
        .split_first()
        .filter(|(path, _)| !path.as_encoded_bytes().starts_with(b"-"))
        .ok_or_else(|| format!("the file for the page comes first: `{USAGE}`"))?;
    for argument in arguments {
        let argument = argument.to_string_lossy();
        let option = argument.split('=').next().unwrap_or_default();
        if option == "--predict" {
            return Err(format!("{option} asks about one run, and there are two"));
        }
        if FILES.contains(&option) {
            return Err(format!("{option} would be written twice, as there are two runs"));
        }
    }
    let path = Path::new(path);
    let unwritable = |error| format!("cannot write {}: {error}", path.display());
    let file = File::at(path).map_err(unwritable)?;
    if io::stderr().is_terminal() {
        let time = if arguments.is_empty() { " That takes 32 s." } else { "" };
        complain(format_args!("Lessons 3 and 4 are running.{time}"));
    }

    let unable = |error| format!("cannot run cargo: {error}");
    let mut cargo = course::cargo("build", &package(LESSONS[0]));
    let built = LESSONS.iter().flat_map(|lesson| ["--package", lesson]);
    let status = cargo.arg("--quiet").args(built).status().map_err(unable)?;
    if !status.success() {
        return Ok(course::exit_code(status));
    }
    let runs = thread::scope(|scope| {
        let runs = LESSONS.map(|lesson| scope.spawn(move || run(lesson, arguments)));
        runs.map(|run| run.join().expect("it does not panic"))
    });
    let mut said = Vec::new();
    let mut failed = None;
    let mut pages = Vec::new();
    for run in runs {
        let (Output { status, stderr, .. }, page) = run.map_err(unable)?;
        // If an option is wrong, both lessons say the same.
        if stderr != said {
            // Nobody could be told of an error.
            let _ = io::stderr().write_all(&stderr);
            said = stderr;
        }
        if !status.success() {
            failed.get_or_insert(status);
        }
        pages.push(page);
    }
    if let Some(status) = failed {
        return Ok(course::exit_code(status));
    }
    let page = player::beside(&pages[0], &pages[1]);
    let page = page.ok_or("with these options, the lessons write no pages")?;
    file.write(&page).map_err(unwritable)?;
    complain(format_args!("Lessons 3 and 4 are side by side in {}", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Returns the folder of a lesson.
fn package(lesson: &str) -> PathBuf {
    course::shared().with_file_name(lesson)
}

/// Runs a lesson. Returns its output, and its page, which is empty if the lesson didn't write one.
fn run(lesson: &str, arguments: &[OsString]) -> io::Result<(Output, String)> {
    // The page goes beside this program, where only cargo looks, in case nobody is left to remove it.
    let path = env::current_exe()?.with_file_name(format!("{lesson}-{}.html", process::id()));
    let mut cargo = course::cargo("run", &package(lesson));
    // The page comes first, in case the last option lacks its value.
    cargo.args(["--quiet", "--", "--html"]).arg(&path).args(arguments);
    let output = cargo.output()?;
    let page = fs::read_to_string(&path).unwrap_or_default();
    // There may be none.
    let _ = fs::remove_file(path);
    Ok((output, page))
}
