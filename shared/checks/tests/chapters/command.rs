//! Commands that pages show, and what comes of them.

use crate::course::Course;
use regex::{Captures, Regex};
use shared::testing::{Lesson, TemporaryFile};
use similar::{Algorithm, TextDiff};
use std::fs::File;
use std::process::Command as Process;
use std::sync::LazyLock;

/// How much faster than shown a lesson runs here. It prints the same lines.
const SPEEDS: [(&str, &str); 2] = [("lesson-03-blocking", "6"), ("lesson-04-async", "6")];

/// A command line of this workspace.
#[derive(Debug)]
pub(crate) enum Command {
    /// `cargo run`, with what comes after `--`.
    Run { package: String, example: Option<String>, arguments: Vec<String> },
    /// `cargo test --test` with the name of a trap.
    Trap { package: String, name: String },
    /// `diff -u`
    Diff { before: String, after: String },
    /// Another one, which takes too long, or shows too much.
    Other,
}

impl Command {
    /// What `line` means, if all that it names is there.
    pub(crate) fn parse(line: &str, course: &Course) -> Result<Self, String> {
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some("diff"), Some("-u")) => {
                let [before, after] = [words.next(), words.next()].map(Option::unwrap_or_default);
                course.read(before)?;
                course.read(after)?;
                Ok(Self::Diff { before: before.to_owned(), after: after.to_owned() })
            }
            (Some("diff"), Some("-ru")) if words.all(|folder| course.has(folder)) => {
                Ok(Self::Other)
            }
            (Some("cargo"), Some(what)) => {
                Self::parse_cargo(what, &words.collect::<Vec<_>>(), course)
            }
            _ => Err(format!("{line:?} is no command of the workspace")),
        }
    }

    fn parse_cargo(what: &str, words: &[&str], course: &Course) -> Result<Self, String> {
        let end = words.iter().position(|word| *word == "--").unwrap_or(words.len());
        let arguments = words.get(end + 1..).unwrap_or_default();
        let (mut package, mut example, mut trap) = (None, None, None);
        let mut own = words[..end].iter().copied();
        while let Some(option) = own.next() {
            let mut value = || own.next().ok_or_else(|| format!("{option} needs a value"));
            match option {
                "-p" => package = Some(value()?),
                "--example" => example = Some(value()?),
                "--test" => trap = Some(value()?),
                "--bench" => course.knows(package, "bench", value()?)?,
                "--workspace" | "--release" | "--no-fail-fast" | "--open" => {}
                _ => return Err(format!("{option:?} is unknown")),
            }
        }
        match (what, package, example, trap) {
            ("run", Some(package), example, None) => {
                let kind = if example.is_some() { "example" } else { "bin" };
                course.knows(Some(package), kind, example.unwrap_or(package))?;
                let example = example.map(str::to_owned);
                let arguments = arguments.iter().map(|word| (*word).to_owned()).collect();
                Ok(Self::Run { package: package.to_owned(), example, arguments })
            }
            ("test", Some(package), None, Some(name)) => {
                course.knows(Some(package), "test", name)?;
                Ok(Self::Trap { package: package.to_owned(), name: name.to_owned() })
            }
            ("test" | "bench" | "doc" | "fetch", _, None, None) => Ok(Self::Other),
            _ => Err(format!("cargo {what} {words:?} is unknown")),
        }
    }

    /// What a terminal shows of it, but for what cargo says itself.
    pub(crate) fn output(&self, course: &Course) -> Result<Output, String> {
        let ran = |printed| Output { ran: printed, ..Output::default() };
        match self {
            Self::Run { package, example, arguments } => {
                let program = course.program(package, example.as_deref())?;
                let mut arguments = arguments.clone();
                let speed = SPEEDS.iter().find(|(lesson, _)| lesson == package);
                let is_hurried = arguments.iter().any(|argument| argument == "--speed");
                if let Some((_, speed)) = speed.filter(|_| example.is_none() && !is_hurried) {
                    arguments.splice(0..0, ["--speed", speed].map(str::to_owned));
                }
                Ok(ran(run(program.command(arguments))))
            }
            Self::Trap { package, name } => {
                let built = course.trap(package, name)?;
                let program = built.program.as_ref().and_then(|program| program.to_str());
                let program = program.map(|program| Lesson::at(program.to_owned().leak()));
                let ran = program.map(|program| run(program.command::<&str>([])));
                Ok(Output { said: built.said, ran: ran.unwrap_or_default() })
            }
            Self::Diff { before, after } => diff(before, after, course).map(ran),
            Self::Other => Err("it is not run here: show it in a block of sh".to_owned()),
        }
    }
}

/// What comes of a command.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// What the compiler said.
    said: String,
    /// What the program printed.
    ran: String,
}

impl Output {
    /// What is to be shown.
    pub(crate) fn text(&self) -> String {
        presentable(&format!("{}{}", self.said, self.ran))
    }

    /// Whether it is what a page shows, but for what varies. Compilers of other versions may put it in
    /// other words, if only they find the same kinds of errors.
    pub(crate) fn is(&self, shown: &str, same_compiler: bool) -> bool {
        if same_compiler || self.said.is_empty() {
            return lasting(shown) == lasting(&self.text());
        }
        kinds(shown) == kinds(&self.said) && lasting(shown).ends_with(&lasting(&self.ran))
    }
}

/// Runs a program, and gives what it prints on standard output and standard error, in the order in
/// which it prints that.
fn run(mut program: Process) -> String {
    let printed = TemporaryFile::new("txt");
    let [out, err] = {
        let file = File::create(printed.path()).expect("a file can be written");
        [file.try_clone().expect("a handle can be cloned"), file]
    };
    program.env_remove("RUST_BACKTRACE").stdout(out).stderr(err);
    program.current_dir(std::env::temp_dir()).status().expect("the program runs");
    printed.read().replace("\r\n", "\n")
}

/// What `diff -u` says, but for the times of the files.
pub(crate) fn diff(before: &str, after: &str, course: &Course) -> Result<String, String> {
    let (old, new) = (course.read(before)?, course.read(after)?);
    // Of the algorithms, this one draws the lines between changes where `diff` does.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(&old, &new);
    Ok(diff.unified_diff().header(before, after).to_string())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

/// What is to be shown of an output: not where this machine has its files, nor the numbers of threads.
fn presentable(output: &str) -> String {
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        let library = r"(library|[a-z_-]+-\d+\.\d+\.\d+)";
        regex(&format!(r"(?m)(-->|:::|panicked at) \S*[/\\]{library}[/\\](\S+)$"))
    });
    static THREAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(thread '.*') \(\d+\)"));
    let output = FILE.replace_all(output, "$1 [..]/$2/$3");
    let output = THREAD.replace_all(&output, "$1 ([..])");
    let lines: Vec<_> = output.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// What does not vary of an output from run to run.
fn lasting(output: &str) -> String {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^ *\d+\.\d{3,6}  "));
    static THREAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(thread '.*') \(.*\)"));
    // What the compiler shows of its library, if it has the source; and how far to the right it begins.
    static LIBRARY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^ *--> \[\.\.\]/library/.*\n( *\d* *\|.*\n|\.\.\.\n)*"));
    static GUTTER: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^ *(\d*) *(\||-->|:::|=) "));
    // A server under load: who, clients, served, failed, seconds, rate, p50, p99, threads, CPU, memory.
    static LOAD: LazyLock<Regex> = LazyLock::new(|| {
        let latency = r"(\d+|never)";
        let row =
            [r"(\w*)", r"(\d+)", r"\d+", r"(\d+)", r"[\d.]+", r"\d+", latency, latency, r"(\d+)"];
        regex(&format!(r"(?m)^{} +[\d.]+ +[\d.]+$", row.join(" +")))
    });
    let output = presentable(output);
    let output = TOLD.replace_all(&output, "");
    let output = LIBRARY.replace_all(&output, "");
    let output = GUTTER.replace_all(&output, "$1$2 ");
    let output = THREAD.replace_all(&output, "$1");
    let output = LOAD.replace_all(&output, |row: &Captures<'_>| {
        let failed = if &row[3] == "0" { "none" } else { "some" };
        format!("{} {}: {failed} failed, {} threads", &row[1], &row[2], &row[6])
    });
    output.into_owned()
}

/// The errors and warnings in what a compiler said: their kinds, whatever their words.
fn kinds(output: &str) -> String {
    static KIND: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(error|warning)(\[E\d+\])?: "));
    KIND.find_iter(output).map(|kind| kind.as_str()).collect()
}
