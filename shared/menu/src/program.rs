//! Traps and recipes, which are examples of their packages.

use crate::course::{self, complain, files, has_extension, name};
use crate::kind::Kind;
use crate::table::{self, list, text};
use shared::say;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};
use toml::de::DeValue;

/// The end of a cure's name, after the name of its trap.
const CURE: &str = "_cure";

pub(crate) struct Program {
    pub(crate) name: String,
    /// The folder of its package.
    package: PathBuf,
    /// The number of its lesson; empty for a recipe.
    lesson: String,
    /// The first line of the file, which says what it's about.
    line: String,
    /// The path of the page that explains it, from the folder of the course.
    page: String,
}

impl Program {
    /// Returns all programs of a kind: traps in the order of the lessons, or recipes sorted by name.
    pub(crate) fn all(kind: Kind) -> io::Result<Vec<Self>> {
        if kind == Kind::Trap { Self::traps() } else { Self::recipes() }
    }

    fn traps() -> io::Result<Vec<Self>> {
        let package = course::shared().join("traps");
        let mut traps = Vec::new();
        for lesson in files(&package)? {
            let group = name(&lesson);
            if let Some(number) = group.strip_prefix("lesson-0") {
                let page = format!("shared/traps/{group}/README.md");
                traps.extend(Self::within(&package, &lesson, number, |_| page.clone())?);
            }
        }
        Ok(traps)
    }

    fn recipes() -> io::Result<Vec<Self>> {
        let folder = course::shared().join("recipes");
        let mut pages = Vec::new();
        for page in files(&folder)?.iter().filter(|it| has_extension(it, "md")) {
            pages.push((name(page), fs::read_to_string(page)?));
        }
        let page = |recipe: &str| {
            let shown = format!("/{recipe}.rs -->");
            let page = pages.iter().find(|(_, text)| text.contains(&shown));
            format!("shared/recipes/{}.md", page.map_or("README", |(name, _)| name))
        };
        let mut recipes = Vec::new();
        // Recipes with more dependencies are in packages of their own, so that the others don't wait for them.
        for package in files(&folder)?.into_iter().chain([folder]) {
            let examples = package.join("examples");
            if package.join("Cargo.toml").exists() && examples.exists() {
                recipes.extend(Self::within(&package, &examples, "", page)?);
            }
        }
        recipes.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(recipes)
    }

    /// Returns the programs in a folder of a package, without the cures.
    fn within(
        package: &Path,
        folder: &Path,
        lesson: &str,
        page: impl Fn(&str) -> String,
    ) -> io::Result<Vec<Self>> {
        let mut programs = Vec::new();
        for file in files(folder)? {
            // A folder has code that several programs share, and another file is a page.
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

    /// Compiles and runs the program or its cure, and returns the exit status of cargo.
    pub(crate) fn run(&self, is_cure: bool) -> io::Result<ExitCode> {
        let example = format!("{}{}", self.name, if is_cure { CURE } else { "" });
        let manifest = self.package.join("Cargo.toml");
        let features = table::read(&manifest, |table| required_features(table, &example))?;
        let arguments = ["--no-default-features", "--features", &features, "--example", &example];
        let status = course::run(&self.package, &arguments).status()?;
        complain(format_args!("\n{} explains it.", self.page));
        Ok(course::exit_code(status))
    }
}

/// Returns the features that a manifest requires for an example, separated by commas, so that nobody waits for
/// more. An example that isn't in the manifest's list needs none.
fn required_features(manifest: &DeValue<'_>, example: &str) -> String {
    let example = list(manifest, "example").find(|it| text(it, "name") == example);
    let features = example.into_iter().flat_map(|it| list(it, "required-features"));
    features.filter_map(DeValue::as_str).collect::<Vec<_>>().join(",")
}

/// Prints a list of programs.
pub(crate) fn show(heading: &str, programs: &[Program]) {
    let width = programs.iter().map(|program| program.name.len()).max().unwrap_or_default();
    say!("{heading}\n");
    for Program { name, lesson, line, .. } in programs {
        let space = if lesson.is_empty() { "" } else { " " };
        say!("{name:width$} {lesson}{space}{line}");
    }
}
