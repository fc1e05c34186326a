//! `cargo trap` lists the traps of the course, and `cargo recipe` its recipes; with a name, they compile
//! one and run it. It uses `shared`; nobody uses it.
//!
//! Each is an example of a package beside this one: some traps do not compile, and must not stop what is
//! built with them.

use shared::say;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fmt::Arguments, fs};

/// What there is to choose from.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Trap,
    Recipe,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Recipe => "recipe",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Trap => {
                "\
Usage: cargo trap [NAME] [--cure]

Without a name, lists all traps: small programs, each about a mistake.
With a name, compiles that trap and runs it; with --cure, the same program without the mistake.
The exit status is that of cargo. A trap itself takes no arguments.
Each is explained beside it: shared/traps/README.md leads there."
            }
            Self::Recipe => {
                "\
Usage: cargo recipe [NAME]

Without a name, lists all recipes: small programs to begin with, each for something you may wish to do.
With a name, compiles that recipe and runs it. The exit status is that of cargo.
A recipe itself takes no arguments.
Each is explained beside it: shared/recipes/README.md leads there."
            }
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Trap => {
                "The traps, each with the number of its lesson. `cargo trap NAME` runs one, and\n\
                 `cargo trap NAME --cure` the same without the mistake.\n\
                 shared/traps/README.md explains them."
            }
            Self::Recipe => {
                "The recipes, each with what it is for. `cargo recipe NAME` runs one, and\n\
                 shared/recipes/README.md explains them."
            }
        }
    }

    /// Returns all programs of this kind: traps in the order of the lessons, recipes in that of their names.
    fn programs(self) -> io::Result<Vec<Program>> {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut programs = Vec::new();
        match self {
            Self::Trap => {
                let package = shared.join("traps");
                for lesson in files(&package)? {
                    let group = name(&lesson);
                    if let Some(number) = group.strip_prefix("lesson-0") {
                        let page = format!("shared/traps/{group}/README.md");
                        programs.extend(Program::all(&package, &lesson, number, |_| page.clone())?);
                    }
                }
            }
            Self::Recipe => {
                let recipes = shared.join("recipes");
                let mut pages = Vec::new();
                for page in files(&recipes)?.iter().filter(|it| has_extension(it, "md")) {
                    pages.push((name(page), fs::read_to_string(page)?));
                }
                let page = |recipe: &str| {
                    let shown = format!("/{recipe}.rs -->");
                    let page = pages.iter().find(|(_, text)| text.contains(&shown));
                    format!("shared/recipes/{}.md", page.map_or("README", |(name, _)| name))
                };
                // Those that need more are in packages of their own, so that the others need not wait for it.
                for package in files(&recipes)?.into_iter().chain([recipes]) {
                    let examples = package.join("examples");
                    if package.join("Cargo.toml").exists() && examples.exists() {
                        programs.extend(Program::all(&package, &examples, "", page)?);
                    }
                }
                programs.sort_by(|one, other| one.name.cmp(&other.name));
            }
        }
        Ok(programs)
    }
}

struct Program {
    name: String,
    /// The folder of its package.
    package: PathBuf,
    /// The number of its lesson, or nothing.
    lesson: String,
    /// The first line of the file, which says what it is about.
    line: String,
    /// The page that explains it, from the folder of the course.
    page: String,
}

impl Program {
    /// Returns the programs in a folder of a package, without the cures.
    fn all(
        package: &Path,
        folder: &Path,
        lesson: &str,
        page: impl Fn(&str) -> String,
    ) -> io::Result<Vec<Self>> {
        let mut programs = Vec::new();
        for file in files(folder)? {
            // A folder has what several of them use, and another file is a page.
            if !has_extension(&file, "rs") || name(&file).ends_with(CURE) {
                continue;
            }
            let text = fs::read_to_string(&file)?;
            let line = text.lines().next().unwrap_or_default();
            programs.push(Self {
                name: name(&file),
                package: package.to_owned(),
                lesson: lesson.to_owned(),
                line: line.trim_start_matches("//! ").to_owned(),
                page: page(&name(&file)),
            });
        }
        Ok(programs)
    }

    /// Compiles the program, or its cure, runs it, and returns the exit status of cargo.
    fn run(&self, is_cure: bool) -> io::Result<ExitCode> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let manifest = self.package.join("Cargo.toml");
        command.args(["run", "--manifest-path"]).arg(&manifest);
        // Whoever watches sees what cargo is doing, as that may take a minute.
        if !io::stderr().is_terminal() {
            command.arg("--quiet");
        }
        let example = format!("{}{}", self.name, if is_cure { CURE } else { "" });
        let features = required_features(&fs::read_to_string(manifest)?, &example);
        command.args(["--no-default-features", "--features", &features, "--example", &example]);
        let status = command.status()?;
        complain(format_args!("\n{} explains it.", self.page));
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
    }
}

/// Returns the features that a manifest asks for an example, so that nobody waits for more: an example is a
/// line in the list of all, or is found by cargo and needs none.
fn required_features(manifest: &str, example: &str) -> String {
    let entry = format!("{{ name = \"{example}\",");
    let line = manifest.lines().find(|line| line.trim_start().starts_with(&entry));
    let features = line.and_then(|line| line.split_once("required-features = ["));
    let features = features.and_then(|(_, rest)| rest.split_once(']'));
    features.map_or("", |(features, _)| features).replace(['"', ' '], "")
}

/// What the name of a cure has after that of its trap.
const CURE: &str = "_cure";

/// Returns what is in a folder, in the order of the names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|it| it == extension)
}

/// Prints a line on standard error. If nobody reads that, there is nobody to tell.
fn complain(line: Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Returns the name of a file, without its extension.
fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn list(kind: Kind, programs: &[Program]) {
    let width = programs.iter().map(|program| program.name.len()).max().unwrap_or_default();
    say!("{}\n", kind.heading());
    for Program { name, lesson, line, .. } in programs {
        let space = if lesson.is_empty() { "" } else { " " };
        say!("{name:width$} {lesson}{space}{line}");
    }
}

/// Returns the sentence that is said if there is no program of that name.
fn unknown(kind: Kind, name: &str, programs: &[Program]) -> String {
    let word = kind.word();
    let asked_for = name.replace('-', "_");
    let nearest = programs
        .iter()
        .map(|program| (strsim::damerau_levenshtein(&program.name, &asked_for), &program.name))
        .min()
        // With more mistakes than that, it is another word.
        .filter(|(distance, nearest)| distance * 2 <= nearest.len())
        .map_or(String::new(), |(_, nearest)| format!("; did you mean {nearest:?}?"));
    let end = if nearest.is_empty() { "." } else { "" };
    format!("there is no {word} {name:?}{nearest}{end} `cargo {word}` lists them all")
}

/// Does what the arguments ask for, or returns a sentence on why not.
fn answer(kind: Kind, arguments: &[String]) -> Result<ExitCode, String> {
    let word = kind.word();
    let mut names = Vec::new();
    let mut is_cure = false;
    for argument in arguments {
        match argument.as_str() {
            "--help" | "-h" => {
                say!("{}", kind.help());
                return Ok(ExitCode::SUCCESS);
            }
            "--cure" if kind == Kind::Trap => is_cure = true,
            option if option.starts_with('-') => {
                let known =
                    if kind == Kind::Trap { "there are --cure and" } else { "there is only" };
                return Err(format!("there is no option {option:?}; {known} --help"));
            }
            name => names.push(name),
        }
    }
    let programs = kind.programs().map_err(|error| format!("cannot read the {word}s: {error}"))?;
    match names[..] {
        [] if is_cure => {
            Err(format!("--cure needs the name of a trap; `cargo {word}` lists them all"))
        }
        [] => {
            list(kind, &programs);
            Ok(ExitCode::SUCCESS)
        }
        [name] => {
            let known = programs.iter().find(|program| program.name == name.replace('-', "_"));
            let program = known.ok_or_else(|| unknown(kind, name, &programs))?;
            program.run(is_cure).map_err(|error| format!("cannot run cargo: {error}"))
        }
        _ => Err(format!("one {word} at a time: give one name, or none to list them all")),
    }
}

fn main() -> ExitCode {
    let arguments = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let arguments: Vec<_> = arguments.collect();
    let result = match arguments.split_first() {
        Some((kind, rest)) if kind == "trap" => answer(Kind::Trap, rest),
        Some((kind, rest)) if kind == "recipe" => answer(Kind::Recipe, rest),
        _ => Err("say what to choose from: `cargo trap` or `cargo recipe`".to_owned()),
    };
    result.unwrap_or_else(|wrong| {
        complain(format_args!("error: {wrong}"));
        ExitCode::from(2)
    })
}
