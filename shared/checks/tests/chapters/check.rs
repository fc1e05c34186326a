//! The mistakes of a page, and their corrections.

use crate::command::{BEGINNINGS, Command, Output, diff};
use crate::links;
use crate::page::{self, Block, Link, Page};
use checks::workspace;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;
use std::{mem, process, thread};

/// The page with all figures.
pub(crate) const COSTS: &str = "shared/costs/README.md";

/// The page of the exercises.
pub(crate) const EXERCISES: &str = "shared/exercises/README.md";

/// A number and its unit.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\d[\d.,]* ?(?:(?:ns|µs|ms|s|KiB|MiB|B)\b|×)";
    Regex::new(pattern).expect("the pattern is right")
});

/// The parts of each chapter, in order.
pub(crate) const SECTIONS: [&str; 10] = [
    "Where we are",
    "Predict it",
    "Run it",
    "See it",
    "What changed",
    "Why",
    "What really happens in Rust",
    "Questions",
    "In other words",
    "Exercises",
];

/// The pages beside each chapter.
pub(crate) const BESIDE: [&str; 3] = ["evening.md", "server.md", "traps.md"];

/// A statement that isn't true.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) what: String,
    /// The correction, with its place on the page; `None` if it isn't known.
    pub(crate) mended: Option<(Range<usize>, String)>,
}

/// The result of checking a page.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) faults: Vec<Fault>,
    /// The number of checks of each kind.
    pub(crate) counts: BTreeMap<&'static str, usize>,
    /// The outputs of the commands, each of which is run once.
    outputs: BTreeMap<String, Result<Output, String>>,
    /// The whole diff that was shown or named last.
    diff: String,
    /// The changed lines of the whole diffs that each part names, and of the pieces that it shows.
    changes: BTreeMap<String, [Vec<String>; 2]>,
}

impl Checked {
    fn fault(&mut self, page: &Page, at: usize, what: impl Into<String>) {
        let line = page.line(at);
        let what = what.into();
        self.faults.push(Fault { line, what, mended: None });
    }

    fn count(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// Notes a mistake if lines of the page aren't the `right` ones.
    fn expect(&mut self, page: &Page, lines: Range<usize>, right: &str, what: &str) {
        if page.text[lines.clone()] != *right {
            let line = page.line(lines.start);
            let what = format!("{what} differs:\n{right}");
            self.faults.push(Fault { line, what, mended: Some((lines, right.to_owned())) });
        }
    }
}

/// Returns `true` if a page is the cover or a chapter. On other pages, only code and links are checked.
pub(crate) fn is_of_the_course(page: &Page) -> bool {
    page.path == "README.md" || is_chapter(page)
}

pub(crate) fn is_chapter(page: &Page) -> bool {
    is_of_a_lesson(page) && page.path.ends_with("/README.md")
}

/// Returns `true` if a page is a chapter, or beside one.
pub(crate) fn is_of_a_lesson(page: &Page) -> bool {
    page.path.starts_with("lesson-")
}

/// Checks everything on a page that claims to be code, an output, a diff or a figure.
pub(crate) fn check(page: &Page) -> Checked {
    let mut checked = Checked { outputs: run_all(page), ..Checked::default() };
    // The programs of questions are checked with their options.
    for block in page.blocks.iter().filter(|block| !page.asks(block.lines.start)) {
        check_block(page, block, &mut checked);
    }
    for (part, [whole, shown]) in mem::take(&mut checked.changes) {
        if part == "What changed" && whole != shown {
            let lacks = whole.iter().find(|line| !shown.contains(line));
            let at = page.section(&part).unwrap_or_default().start;
            let lacks = lacks.map_or("its order".to_owned(), |line| format!("{line:?}"));
            checked.fault(page, at, format!("the pieces are not all of the diff: {lacks}"));
        }
    }
    let is_command = |code: &str| BEGINNINGS.iter().any(|begin| code.starts_with(begin));
    for (at, code) in page.codes.iter().filter(|(_, code)| is_command(code)) {
        if let Err(wrong) = Command::parse(code) {
            checked.fault(page, *at, wrong);
        }
    }
    if is_of_the_course(page) || is_of_a_lesson(page) {
        let costs = workspace::read(COSTS).unwrap_or_default();
        check_figures(page, &costs, &mut checked);
    }
    if is_chapter(page) {
        check_shape(page, &mut checked);
    }
    if let (false, Some(at)) = (is_of_a_lesson(page), page.text.find(page::QUESTION)) {
        checked.fault(page, at, "questions are executed only on the pages of lessons");
    }
    checked
}

fn check_block(page: &Page, block: &Block, checked: &mut Checked) {
    let at = block.lines.start;
    let shown = &page.text[block.lines.clone()];
    if shown.trim().is_empty() {
        return checked.fault(page, at, "there is nothing in this block");
    }
    if let Some(file) = &block.file {
        checked.count(if block.language == "rust" { "rust" } else { "file" });
        return match workspace::read(file) {
            Ok(text) => checked.expect(page, block.lines.clone(), &text, file),
            Err(wrong) => checked.fault(page, at, wrong),
        };
    }
    match block.language.as_str() {
        "console" => check_console(page, block, checked),
        // These commands take too long, or never end.
        "sh" => {
            for line in shown.lines() {
                checked.count("sh");
                match Command::parse(line) {
                    Ok(Command::Diff { before, after }) => match diff(&before, &after) {
                        Ok(diff) => {
                            let [whole, _] = checked.changes.entry(page.part(at)).or_default();
                            whole.extend(changed(&diff));
                            checked.diff = diff;
                        }
                        Err(wrong) => checked.fault(page, at, wrong),
                    },
                    Ok(_) => {}
                    Err(wrong) => checked.fault(page, at, wrong),
                }
            }
        }
        "diff" => check_diff(page, block, checked),
        "rust" => {
            checked.count("rust");
            if !sources().any(|source| has(&source, shown)) {
                checked.fault(page, at, "no file of the workspace has these lines");
            }
        }
        language => checked.fault(page, at, format!("{language:?} cannot be checked")),
    }
}

/// Returns the text of all Rust files of the workspace.
fn sources() -> impl Iterator<Item = String> {
    let folders = workspace::packages()
        .into_values()
        .map(|package| workspace::from_root(&package["manifest_path"]).replace("/Cargo.toml", ""));
    let folders = folders.filter(|folder| !folder.starts_with("shared/"));
    let files = folders.flat_map(|folder| workspace::files(&folder, "rs"));
    files.filter_map(|file| workspace::read(&file).ok())
}

/// Returns `true` if these lines are in the source, perhaps further to the right.
fn has(source: &str, lines: &str) -> bool {
    let all: Vec<_> = source.lines().collect();
    let lines: Vec<_> = lines.lines().collect();
    all.windows(lines.len()).any(|window| {
        let indent = window[0].len() - window[0].trim_start().len();
        let own = lines[0].len() - lines[0].trim_start().len();
        let more = indent.saturating_sub(own);
        window.iter().zip(&lines).all(|(source, line)| {
            source.get(more..).unwrap_or_default() == *line
                && source.get(..more).unwrap_or_default().trim().is_empty()
        })
    })
}

/// Returns the commands of a block, each with the place where it begins, and the place of its output.
fn commands<'a>(page: &'a Page, block: &Block) -> Vec<(usize, &'a str, Range<usize>)> {
    let mut commands = Vec::<(usize, &str, Range<usize>)>::new();
    let mut at = block.lines.start;
    for line in page.text[block.lines.clone()].split_inclusive('\n') {
        let end = at + line.len();
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push((at, command.trim_end(), end..end));
        } else if let Some((_, _, output)) = commands.last_mut() {
            output.end = end;
        }
        at = end;
    }
    commands
}

fn run(line: &str) -> Result<Output, String> {
    Command::parse(line).and_then(|command| command.output())
}

/// Runs all commands of a page at the same time, since most of them wait.
fn run_all(page: &Page) -> BTreeMap<String, Result<Output, String>> {
    let blocks = page.blocks.iter().filter(|block| block.language == "console");
    let lines: BTreeSet<_> = blocks
        .flat_map(|block| commands(page, block).into_iter().map(|(_, line, _)| line))
        .collect();
    thread::scope(|scope| {
        let runs: Vec<_> =
            lines.iter().map(|line| (*line, scope.spawn(move || run(line)))).collect();
        let join = |(line, run): (&str, thread::ScopedJoinHandle<'_, _>)| {
            (line.to_owned(), run.join().unwrap_or_else(|_| Err("it panics".to_owned())))
        };
        runs.into_iter().map(join).collect()
    })
}

/// Returns the version of the compiler, without its last part.
pub(crate) fn compiler() -> String {
    let said = process::Command::new(env!("CARGO")).arg("--version").output();
    let said = String::from_utf8(said.expect("cargo runs").stdout).expect("it is UTF-8");
    let version = said.split(' ').nth(1).unwrap_or_default();
    version.rsplit_once('.').map_or(version, |(version, _)| version).to_owned()
}

fn check_console(page: &Page, block: &Block, checked: &mut Checked) {
    let commands = commands(page, block);
    if commands.first().is_none_or(|(at, ..)| *at != block.lines.start) {
        return checked.fault(page, block.lines.start, "the block does not begin with a command");
    }
    let compiler = format!("rustc {}", compiler());
    let says_so = |page: &str| workspace::read(page).is_ok_and(|text| text.contains(&compiler));
    let same_compiler = says_so("README.md") || says_so(COSTS);
    for (at, line, shown) in commands {
        checked.count("console");
        let is_shown = |output: &Output| output.is(&page.text[shown.clone()], same_compiler);
        match &checked.outputs[line] {
            Ok(output) if is_shown(output) => {}
            Ok(output) => {
                let right = output.text();
                checked.expect(page, shown, &right, &format!("the output of {line}"));
            }
            Err(wrong) => {
                let wrong = format!("{line}: {wrong}");
                checked.fault(page, at, wrong);
            }
        }
    }
}

fn check_diff(page: &Page, block: &Block, checked: &mut Checked) {
    checked.count("diff");
    let at = block.lines.start;
    let shown = &page.text[block.lines.clone()];
    let header: Vec<_> = shown.lines().take(2).collect();
    let path = |line: usize, sign| header.get(line).and_then(|path| path.strip_prefix(sign));
    if let (Some(before), Some(after)) = (path(0, "--- "), path(1, "+++ ")) {
        match diff(before, after) {
            Ok(diff) => {
                checked.expect(page, block.lines.clone(), &diff, "the diff");
                checked.diff = diff;
            }
            Err(wrong) => checked.fault(page, at, wrong),
        }
    } else if has(&checked.diff, shown) {
        let [_, pieces] = checked.changes.entry(page.part(at)).or_default();
        pieces.extend(changed(shown));
    } else {
        checked.fault(page, at, "the whole diff before it does not have these lines");
    }
}

/// Returns the lines of a diff that are removed or added.
fn changed(diff: &str) -> impl Iterator<Item = String> {
    let is_header = |line: &&str| line.starts_with("--- ") || line.starts_with("+++ ");
    let lines = diff.lines().filter(move |line| line.starts_with(['-', '+']) && !is_header(line));
    lines.map(str::to_owned)
}

/// Checks that tables have no figures, which belong on the page with the costs; and that each figure in a chapter's
/// part on costs, or in a paragraph with a link to that page, is on that page.
pub(crate) fn check_figures(page: &Page, costs: &str, checked: &mut Checked) {
    let known: BTreeSet<_> = FIGURE.find_iter(costs).map(|figure| figure.as_str()).collect();
    for table in &page.tables {
        checked.count("table");
        if FIGURE.is_match(&page.text[table.clone()]) {
            checked.fault(page, table.start, format!("these figures belong in {COSTS}"));
        }
    }
    let links = page.links.iter().filter(|link| links::target(&page.path, &link.url).0 == COSTS);
    let mut parts: Vec<_> = links.map(|link| page.paragraph(link.at)).collect();
    parts.extend(page.section("What it costs"));
    parts.sort_by_key(|part| (part.start, part.end));
    let mut checked_until = 0;
    for part in parts {
        let start = part.start.max(checked_until);
        checked_until = part.end.max(start);
        for figure in FIGURE.find_iter(&page.text[start..checked_until]) {
            checked.count("figure");
            if !known.contains(figure.as_str()) {
                let wrong = format!("{:?} is not on {COSTS}", figure.as_str());
                checked.fault(page, start + figure.start(), wrong);
            }
        }
    }
}

/// Checks that a chapter has all parts, with everything that each has to have.
pub(crate) fn check_shape(page: &Page, checked: &mut Checked) {
    let parts = page.headings.iter().filter(|heading| heading.level == 2);
    let parts: Vec<_> = parts.map(|heading| heading.title.as_str()).collect();
    if parts != SECTIONS {
        return checked.fault(page, 0, format!("the parts of the chapter are {parts:?}"));
    }
    for title in SECTIONS {
        let part = page.section(title).unwrap_or_default();
        let within = |at: usize| part.contains(&at);
        let blocks = |language: &str| {
            let own = page.blocks.iter().filter(|block| within(block.lines.start));
            own.filter(|block| block.language == language).count()
        };
        let links = |is_picture| {
            let own = page.links.iter().filter(|link| within(link.at));
            own.filter(|link| link.is_picture == is_picture).count()
        };
        let asks = || {
            let shown = &page.text[part.clone()];
            blocks("sh") > 0 && shown.lines().any(|line| line.ends_with(" -- --predict"))
        };
        let leads = |to: &str| {
            let leads = |link: &Link| links::target(&page.path, &link.url).0 == to;
            page.links.iter().any(|link| within(link.at) && leads(link))
        };
        let lacks = match title {
            "Where we are" if !BESIDE.iter().all(|file| leads(&page.beside(file))) => {
                "links to the pages beside it"
            }
            "Predict it" if !asks() => "a command that asks",
            "Run it" if blocks("console") == 0 => "a command",
            "See it" if links(true) == 0 => "a picture",
            "What changed" if blocks("diff") + blocks("rust") == 0 => "a diff, or a program",
            "What really happens in Rust" if blocks("rust") == 0 => "a program",
            "Exercises" if !leads(EXERCISES) => "a link to their page",
            "Questions" if page.text[part.clone()].matches(page::QUESTION).count() < 4 => {
                "four questions"
            }
            "In other words" if !page.tables.iter().any(|table| within(table.start)) => "a table",
            _ if page.text[part.clone()].split_whitespace().count() < 20 => "words",
            _ => continue,
        };
        checked.fault(page, part.start, format!("the part {title:?} lacks {lacks}"));
    }
}
