//! The commands on pages, and their outputs.

use checks::lateness::{LATE, excuse};
use checks::{Program, folder, workspace};
use regex::{Captures, Regex};
use similar::{Algorithm, TextDiff};
use std::fs::{self, File};
use std::io::Write;
use std::process::{Command as Process, Stdio};
use std::sync::LazyLock;

/// The speeds of programs that wait, unless the page says otherwise: the first two are in a hurry, and the last one is
/// so slow that its lines keep their order. The lines are the same at all speeds.
const SPEEDS: [(&str, f64); 3] =
    [("lesson-03-blocking", 3.0), ("lesson-04-async", 2.0), ("lesson-05-http", 0.4)];

/// The folder of the exercises.
pub(crate) const EXERCISES: &str = "shared/exercises/exercises";

/// The folder of the levels of `cargo executor`.
const LEVELS: &str = "shared/executor/src/levels";

/// The variable that makes tests write their expectations anew.
const UPDATE: &str = "UPDATE_EXPECT=1 ";

/// A command line of this workspace.
#[derive(Debug)]
pub(crate) enum Command {
    /// `cargo run`, with the arguments after `--`.
    Run { program: &'static str, arguments: Vec<String> },
    /// `cargo trap` with the name of a trap, or that of a cure.
    Trap(String),
    /// `cargo recipe` with the name of a recipe.
    Recipe(String),
    /// `cargo exercise` with the name of an exercise, before anybody has changed it.
    Exercise(String),
    /// `cargo executor` with its arguments, and the lines that it reads.
    Executor { arguments: Vec<String>, input: String },
    /// `cargo trap` or `cargo recipe`, which list their programs.
    Menu(&'static str),
    /// `diff -u`
    Diff { before: String, after: String },
    /// Another command, which takes too long, or shows too much.
    Other,
}

/// The beginnings of all commands that are checked within paragraphs.
pub(crate) const BEGINNINGS: [&str; 6] =
    ["cargo ", "bash ", "diff ", "git diff ", "printf ", UPDATE];

impl Command {
    /// Parses a command line. Returns a sentence if it names anything that doesn't exist.
    pub(crate) fn parse(line: &str) -> Result<Self, String> {
        let (is_update, rest) = line.strip_prefix(UPDATE).map_or((false, line), |it| (true, it));
        let words: Vec<_> = rest.split_whitespace().map(|word| word.trim_matches('\'')).collect();
        match words[..] {
            ["cargo", "test", ..] if is_update => Self::parse_cargo("test", &words[2..]),
            _ if is_update => Err(format!("{UPDATE}is for tests")),
            // The command alone, to name it, or in a folder of the reader's own.
            ["diff", "-u"]
            | ["cargo", "run" | "test" | "exercise"]
            | ["cargo", "new", _]
            | ["cargo", "book" | "talk", ..]
            | ["cargo", "install", "rustlings", ..]
            | ["rustlings"]
            | ["cd", _] => Ok(Self::Other),
            ["diff", "-u", before, after] => {
                workspace::read(before)?;
                workspace::read(after)?;
                Ok(Self::Diff { before: before.to_owned(), after: after.to_owned() })
            }
            ["diff", "-ru", ref words @ ..] | ["git", "diff", "--no-index", ref words @ ..] => {
                let mut words = words.iter();
                while let Some(word) = words.next() {
                    match *word {
                        "-x" => drop(words.next()),
                        word if word.starts_with('-') => {}
                        path => exists(path)?,
                    }
                }
                Ok(Self::Other)
            }
            ["cargo", "trap"] => Ok(Self::Menu("trap")),
            ["cargo", "recipe"] => Ok(Self::Menu("recipe")),
            ["cargo", "trap", name, ref cure @ ..] if matches!(cure, [] | ["--cure"]) => {
                let name = name.replace('-', "_");
                knows(Some("traps"), "example", &name)?;
                Ok(Self::Trap(if cure.is_empty() { name } else { format!("{name}_cure") }))
            }
            ["cargo", "recipe", name] => {
                let file = format!("/{name}.rs");
                let recipes = workspace::examples("recipes");
                let known = name == "NAME" || recipes.iter().any(|recipe| recipe.ends_with(&file));
                let recipe = known.then(|| Self::Recipe(name.to_owned()));
                recipe.ok_or_else(|| format!("there is no recipe {name}"))
            }
            ["cargo", "exercise", name, ref hint @ ..] if matches!(hint, [] | ["--hint"]) => {
                let file = format!("/{name}.rs");
                let known = name == "NAME"
                    || workspace::files(EXERCISES, "rs").iter().any(|it| it.ends_with(&file));
                let exercise = known.then(|| match hint {
                    [] => Self::Exercise(name.to_owned()),
                    _ => Self::Other,
                });
                exercise.ok_or_else(|| format!("there is no exercise {name}"))
            }
            ["cargo", "fetch", "--manifest-path", manifest] => {
                exists(manifest)?;
                Ok(Self::Other)
            }
            ["cargo", "executor", ref words @ ..] => Self::parse_executor(words, None),
            ["printf", r"%s\n", ref words @ ..] => {
                let mut sides = words.split(|word| *word == "|");
                match (sides.next(), sides.next(), sides.next()) {
                    (Some(lines), Some(["cargo", "executor", words @ ..]), None) => {
                        Self::parse_executor(words, Some(lines))
                    }
                    _ => Err(format!("{line:?} writes to nobody who reads")),
                }
            }
            ["cp", ref files @ .., _] => {
                files.iter().try_for_each(|file| exists(file.trim_start_matches("../")))?;
                Ok(Self::Other)
            }
            ["cargo", what, ref words @ ..] => Self::parse_cargo(what, words),
            ["bash", script] | [script] if script.starts_with(".ci/") => {
                exists(script)?;
                Ok(Self::Other)
            }
            _ => Err(format!("{line:?} is no command of the workspace")),
        }
    }

    fn parse_executor(words: &[&str], lines: Option<&[&str]>) -> Result<Self, String> {
        let levels = workspace::files(LEVELS, "rs");
        let is_level = |word: &str| {
            let file = format!("/{}.rs", word.replace('-', "_"));
            word == "NAME" || levels.iter().any(|level| level.ends_with(&file))
        };
        let is_number = |word: &str| (1..=levels.len()).any(|level| level.to_string() == word);
        let is_known = |word: &&&str| {
            ["--list", "--plain", "--help"].contains(*word) || is_level(word) || is_number(word)
        };
        if let Some(unknown) = words.iter().find(|word| !is_known(word)) {
            return Err(format!("there is no level {unknown}"));
        }
        // A game needs its player.
        let is_played = lines.is_none() && words != ["--list"];
        let arguments = words.iter().map(|word| (*word).to_owned()).collect();
        let input = lines.map(|lines| lines.join("\n") + "\n").unwrap_or_default();
        Ok(if is_played { Self::Other } else { Self::Executor { arguments, input } })
    }

    fn parse_cargo(what: &str, words: &[&str]) -> Result<Self, String> {
        let end = words.iter().position(|word| *word == "--").unwrap_or(words.len());
        let arguments = words.get(end + 1..).unwrap_or_default();
        let mut package = None;
        let mut example = None;
        let mut own = words[..end].iter().copied();
        while let Some(option) = own.next() {
            let mut value = || own.next().ok_or_else(|| format!("{option} needs a value"));
            match option {
                "-p" => package = Some(value()?),
                "--example" => example = Some(value()?),
                "--bench" => knows(package, "bench", value()?)?,
                "--test" => knows(package, "test", value()?)?,
                option if option.starts_with("--") => {}
                "run" if what == "nextest" => {}
                // The name of a test is part of the command.
                _ if ["test", "bench", "nextest"].contains(&what) => {}
                _ => return Err(format!("{option:?} is unknown")),
            }
        }
        package.map_or(Ok(()), has_package)?;
        match (what, package, example) {
            ("test", Some(package), Some(example)) => {
                knows(Some(package), "example", example)?;
                Ok(Self::Other)
            }
            ("run", Some(package), example) => {
                let kind = if example.is_some() { "example" } else { "bin" };
                let program = example.unwrap_or(package);
                knows(Some(package), kind, program)?;
                let arguments = arguments.iter().map(|word| (*word).to_owned()).collect();
                let program = program.to_owned().leak();
                Ok(Self::Run { program, arguments })
            }
            (
                "test" | "nextest" | "bench" | "doc" | "fetch" | "fmt" | "clippy" | "tree",
                _,
                None,
            ) => Ok(Self::Other),
            _ => Err(format!("cargo {what} {words:?} is unknown")),
        }
    }

    /// Returns the command's output in a terminal, without cargo's own messages.
    pub(crate) fn output(&self) -> Result<Output, String> {
        match self {
            Self::Run { program, arguments } => {
                let mut arguments = arguments.clone();
                let given = arguments.iter().position(|argument| argument == "--speed");
                let given = given.and_then(|option| arguments.get(option + 1)?.parse().ok());
                let usual = SPEEDS.iter().find(|(lesson, _)| lesson == program);
                let usual = usual.map(|(_, speed)| *speed);
                if let (None, Some(usual)) = (given, usual) {
                    arguments.splice(0..0, ["--speed".to_owned(), usual.to_string()]);
                }
                let late = LATE * given.or(usual).unwrap_or_default();
                Ok(Output { late, ..Output::of(run(Program::named(program).command(arguments))) })
            }
            Self::Trap(name) => {
                let built = workspace::trap(name);
                let built = built.ok_or_else(|| format!("{name} was not built"))?;
                let program = built.program.as_deref();
                let ran = program.map(|path| run(Program::at("trap", path).command::<&str>([])));
                Ok(Output { said: built.said.clone(), ran: ran.unwrap_or_default(), late: 0.0 })
            }
            Self::Recipe(name) => {
                let recipe = Program::named(name.clone().leak());
                Ok(Output::of(run(recipe.command::<&str>([]))))
            }
            Self::Exercise(name) => {
                // Don't run it: that would note that it isn't done, and a learner may have changed it.
                let told =
                    workspace::read(&format!("shared/checks/tests/exercises/told/{name}.txt"))?;
                let told = told.split("==== ").nth(1).and_then(|told| told.split_once(" ====\n"));
                let mut files = workspace::files(EXERCISES, "rs").into_iter();
                let file = files.find(|file| file.ends_with(&format!("/{name}.rs")));
                let advice = "helps. Change this, and run it again:";
                let (told, file) =
                    (told.unwrap_or_default().1.trim_end(), file.unwrap_or_default());
                let said = format!("{told}\n\n`cargo exercise {name} --hint` {advice}\n{file}\n");
                Ok(Output::of(said))
            }
            Self::Executor { arguments, input } => {
                let program = Program::named("executor").command(arguments);
                Ok(Output::of(run_with(program, Some(input))))
            }
            Self::Menu(kind) => Ok(Output::of(run(Program::named("menu").command([kind])))),
            Self::Diff { before, after } => diff(before, after).map(Output::of),
            Self::Other => Err("it is not run here: show it in a block of sh".to_owned()),
        }
    }
}

/// Checks that there is a file or a folder at this path.
fn exists(path: &str) -> Result<(), String> {
    let exists = workspace::root().join(path).exists();
    exists.then_some(()).ok_or_else(|| format!("there is no {path}"))
}

/// Checks that there is a package of that name.
fn has_package(name: &str) -> Result<(), String> {
    let has = workspace::packages().contains_key(name);
    has.then_some(()).ok_or_else(|| format!("there is no package {name}"))
}

/// Checks that there is a target of that kind and name, in the package if one is given.
fn knows(package: Option<&str>, kind: &str, name: &str) -> Result<(), String> {
    package.map_or(Ok(()), has_package)?;
    // The text beside it says what to put there.
    if name.eq_ignore_ascii_case("name") {
        return Ok(());
    }
    let packages = workspace::packages();
    let packages = packages.iter().filter(|(other, _)| package.is_none_or(|it| it == *other));
    let mut targets = packages.flat_map(|(_, package)| workspace::list(&package["targets"]));
    let known = targets.any(|target| target["kind"][0] == kind && target["name"] == name);
    known.then_some(()).ok_or_else(|| format!("there is no {kind} {name}"))
}

/// The output of a command.
#[derive(Debug)]
pub(crate) struct Output {
    /// The compiler's messages.
    said: String,
    /// The output of the program.
    ran: String,
    /// The lesson seconds by which its times may be late.
    late: f64,
}

impl Output {
    /// Makes the output of a program without messages of the compiler.
    pub(crate) fn of(ran: String) -> Self {
        Self { said: String::new(), ran, late: 0.0 }
    }

    /// Returns the text that a page should show.
    pub(crate) fn text(&self) -> String {
        presentable(&format!("{}{}", self.said, self.ran))
    }

    /// Returns `true` if it is the output that a page shows, apart from everything that varies. Not every operating
    /// system tells the number of a server's threads. Compilers of other versions may use other words, as long as they
    /// find the same kinds of errors.
    pub(crate) fn is(&self, shown: &str, same_compiler: bool) -> bool {
        static TOLD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m) \d+ threads$"));
        if same_compiler || self.said.is_empty() {
            let [shown, printed] = [shown, &self.text()].map(lasting);
            return fits(&shown, &printed, self.late)
                || fits(&TOLD.replace_all(&shown, " ? threads"), &printed, self.late);
        }
        let printed = lasting(&self.ran);
        if shown.lines().any(|line| line == LEFT_OUT) {
            // The page may leave the message out.
            return kinds(&self.said).contains(&kinds(shown));
        }
        kinds(shown) == kinds(&self.said) && lasting(shown).ends_with(&printed)
    }
}

/// The line that stands for one or more lines of an output that are left out.
const LEFT_OUT: &str = "…";

/// Returns `true` if an output is the one shown, apart from lines that are left out there, and from times that are
/// late by at most this many lesson seconds.
pub(crate) fn fits(shown: &str, printed: &str, late: f64) -> bool {
    let lines: Vec<_> = shown.split_inclusive('\n').collect();
    let parts: Vec<_> = lines.split(|line| line.trim_end() == LEFT_OUT).collect();
    let mut rest: Vec<_> = printed.split_inclusive('\n').collect();
    for (place, part) in parts.iter().enumerate() {
        let expected = part.concat();
        let is_here = |lines: &[&str]| excuse(&lines.concat(), &expected, late) == expected;
        let length = part.len();
        let is_first = place == 0;
        let is_last = place + 1 == parts.len();
        if is_first && is_last {
            return is_here(&rest);
        }
        let Some(most) = rest.len().checked_sub(length) else { return false };
        let at = if is_first {
            0
        } else if is_last {
            most
        } else {
            let found = (1..=most).find(|&at| is_here(&rest[at..at + length]));
            let Some(found) = found else { return false };
            found
        };
        // At least one line is left out.
        if (at == 0 && !is_first) || !is_here(&rest[at..at + length]) {
            return false;
        }
        rest.drain(..at + length);
    }
    rest.is_empty()
}

/// Runs a program, and returns its output. Its standard input stays open, like a terminal, but is never written to.
fn run(program: Process) -> String {
    run_with(program, None)
}

/// Runs a program with these lines to read, and returns its standard output and standard error, in the order in which
/// it prints them.
fn run_with(mut program: Process, input: Option<&str>) -> String {
    let folder = folder();
    let path = folder.path().join("printed");
    let file = File::create(&path).expect("a file can be written");
    program.env_remove("RUST_BACKTRACE").stdin(Stdio::piped());
    program.stdout(file.try_clone().expect("a handle can be cloned")).stderr(file);
    let mut child = program.current_dir(folder.path()).spawn().expect("the program runs");
    // Waiting closes a standard input that is still in the child.
    let mut stdin = child.stdin.take();
    if let Some(input) = input {
        let mut stdin = stdin.take().expect("it is piped");
        // A program that ends before it has read everything says why.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait().expect("the program ends");
    drop(stdin);
    fs::read_to_string(path).expect("programs print UTF-8")
}

/// Returns the output of `diff -u`, without the times of the files.
pub(crate) fn diff(before: &str, after: &str) -> Result<String, String> {
    let (old, new) = (workspace::read(before)?, workspace::read(after)?);
    // Of all algorithms, this one separates changes as `diff` does.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(&old, &new);
    Ok(diff.unified_diff().header(before, after).to_string())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

/// Returns an output as pages show it: without this machine's paths and the numbers of threads, and with the ends of
/// lines and the slashes of Linux.
pub(crate) fn presentable(output: &str) -> String {
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)(-->|:::|panicked at) .+?:\d+:\d+:?$"));
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        let library = r"(library|[a-z_-]+-\d+\.\d+\.\d+)";
        regex(&format!(r"(?m)(-->|:::|panicked at) .*/{library}/(\S+)$"))
    });
    static THREAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(thread '.*') \(\d+\)"));
    let output = output.replace("\r\n", "\n");
    let output = PLACE.replace_all(&output, |place: &Captures<'_>| place[0].replace('\\', "/"));
    let output = FILE.replace_all(&output, "$1 [..]/$2/$3");
    let output = THREAD.replace_all(&output, "$1 ([..])");
    let lines: Vec<_> = output.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// Returns the part of an output that is the same in every run.
fn lasting(output: &str) -> String {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^ *\d+\.\d{3,6}  "));
    static THREAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(thread '.*') \(.*\)"));
    // The lines that the compiler shows of its library if it has the source, and the indentation.
    static LIBRARY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^ *--> \[\.\.\]/library/.*\n( *\d* *\|.*\n|\.\.\.\n)*"));
    static GUTTER: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^ *(\d*) *(\||-->|:::|=) "));
    // A server under load: name, clients, served, failed, seconds, rate, p50, p99, threads, CPU, memory.
    static LOAD: LazyLock<Regex> = LazyLock::new(|| {
        let latency = r"(\d+|never)";
        let threads = r"(\d+|\?)";
        let row =
            [r"(\w*)", r"(\d+)", r"\d+", r"(\d+)", r"[\d.]+", r"\d+", latency, latency, threads];
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

/// Returns the kinds of errors and warnings in a compiler's messages, whatever their words.
fn kinds(output: &str) -> String {
    static KIND: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^(error|warning)(\[E\d+\])?: "));
    KIND.find_iter(output).map(|kind| kind.as_str()).collect()
}
