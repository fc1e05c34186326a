//! `cargo trap` lists the traps of the course; `cargo trap NAME` compiles one and runs it.
//!
//! A trap is a small program about a mistake, in the folder of its lesson beside this one. It is an
//! example of this package: some traps do not compile, and must not stop what is built with them.

use shared::say;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

const HELP: &str = "\
Usage: cargo trap [NAME]

Without a name, lists all traps: small programs, each about a mistake.
With a name, compiles that trap and runs it. The exit status is that of cargo.
A trap itself takes no arguments.";

struct Trap {
    name: String,
    /// The name of its folder, such as `lesson-01`.
    lesson: String,
    /// The first line of the file, which says what goes wrong.
    line: String,
}

/// Returns all traps, in the order of the lessons.
fn traps() -> io::Result<Vec<Trap>> {
    let mut traps = Vec::new();
    for lesson in files(Path::new(env!("CARGO_MANIFEST_DIR")))? {
        let folder = name(&lesson);
        if !folder.starts_with("lesson-") {
            continue;
        }
        // A folder has what several traps of the lesson use.
        for file in files(&lesson)?.iter().filter(|file| file.extension().is_some()) {
            let text = fs::read_to_string(file)?;
            let line = text.lines().next().unwrap_or_default();
            let line = line.trim_start_matches("//! ").to_owned();
            traps.push(Trap { name: name(file), lesson: folder.clone(), line });
        }
    }
    Ok(traps)
}

/// Returns what is in a folder, in the order of the names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

/// Returns the name of a file, without `.rs`.
fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn list(traps: &[Trap]) {
    let width = traps.iter().map(|trap| trap.name.len()).max().unwrap_or_default();
    say!("The traps, each with the number of its lesson. `cargo trap NAME` runs one.\n");
    for Trap { name, lesson, line } in traps {
        let number = lesson.trim_start_matches("lesson-0");
        say!("{name:width$} {number} {line}");
    }
}

/// Compiles a trap, runs it, and returns the exit status of cargo.
fn run(trap: &Trap) -> io::Result<ExitCode> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--manifest-path"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    // Nobody waits for a library that is for the traps of another lesson.
    let features = match trap.lesson.as_str() {
        lesson @ ("lesson-04" | "lesson-05") => format!("faulty,{lesson}"),
        _ => "faulty".to_owned(),
    };
    command.args(["--no-default-features", "--features", &features, "--example", &trap.name]);
    let status = command.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Returns the sentence that is said if there is no trap of that name.
fn unknown(name: &str, traps: &[Trap]) -> String {
    let nearest = traps
        .iter()
        .map(|trap| (strsim::damerau_levenshtein(&trap.name, &name.replace('-', "_")), &trap.name))
        .min()
        // With more mistakes than that, it is another word.
        .filter(|(distance, nearest)| distance * 2 <= nearest.len())
        .map_or(String::new(), |(_, nearest)| format!("; did you mean {nearest:?}?"));
    let end = if nearest.is_empty() { "." } else { "" };
    format!("there is no trap {name:?}{nearest}{end} `cargo trap` lists them all")
}

fn main() -> ExitCode {
    let arguments = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let arguments: Vec<_> = arguments.collect();
    let result = traps().map_err(|error| format!("cannot read the traps: {error}"));
    let option = arguments.iter().map(String::as_str).find(|argument| argument.starts_with('-'));
    let result = result.and_then(|traps| match (option, arguments.as_slice()) {
        (Some("--help" | "-h"), _) => {
            say!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        (Some(option), _) => Err(format!("there is no option {option:?}; there is only --help")),
        (None, []) => {
            list(&traps);
            Ok(ExitCode::SUCCESS)
        }
        (None, [name]) => match traps.iter().find(|trap| trap.name == name.replace('-', "_")) {
            Some(trap) => run(trap).map_err(|error| format!("cannot run cargo: {error}")),
            None => Err(unknown(name, &traps)),
        },
        _ => Err("one trap at a time: give one name, or none to list them all".to_owned()),
    });
    result.unwrap_or_else(|wrong: String| {
        eprintln!("error: {wrong}");
        ExitCode::from(2)
    })
}
