//! What is wrong with a page, and what would be right.

use crate::command::{Command, Output, diff};
use crate::course::Course;
use crate::page::{Block, Page};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::thread;

/// The parts of each chapter, in order.
pub(crate) const SECTIONS: [&str; 12] = [
    "Where we are",
    "Run it",
    "See it",
    "What changed",
    "Why",
    "What really happens in Rust",
    "The evening at home",
    "The server",
    "What it costs",
    "Traps",
    "Try this",
    "In other words",
];

/// Something that is not true.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) what: String,
    /// What is to be written in its place, if that is known.
    pub(crate) mended: Option<(Range<usize>, String)>,
}

/// What was checked on a page.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) faults: Vec<Fault>,
    /// How many there were of each kind.
    pub(crate) counts: BTreeMap<&'static str, usize>,
    /// What came of the commands, each of which is run once.
    outputs: BTreeMap<String, Result<Output, String>>,
    /// The whole diff that was shown last.
    diff: String,
}

impl Checked {
    fn fault(&mut self, page: &Page, at: usize, what: impl Into<String>) {
        let (line, what) = (page.line(at), what.into());
        self.faults.push(Fault { line, what, mended: None });
    }

    fn count(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// Takes note if lines are not what they should be.
    fn expect(&mut self, page: &Page, lines: Range<usize>, right: &str, what: &str) {
        if page.text[lines.clone()] != *right {
            let (line, what) = (page.line(lines.start), format!("{what} differs:\n{right}"));
            self.faults.push(Fault { line, what, mended: Some((lines, right.to_owned())) });
        }
    }
}

/// Checks a page: all that is said to be code, an output, a diff or a figure.
pub(crate) fn check(page: &Page, course: &Course) -> Checked {
    let mut checked = Checked { outputs: run_all(page, course), ..Checked::default() };
    for block in &page.blocks {
        check_block(page, block, course, &mut checked);
    }
    for (at, code) in page.codes.iter().filter(|(_, code)| {
        ["cargo run ", "cargo test ", "cargo bench ", "diff "].iter().any(|it| code.starts_with(it))
    }) {
        if let Err(wrong) = Command::parse(code, course) {
            checked.fault(page, *at, wrong);
        }
    }
    check_tables(page, course, &mut checked);
    if page.path != "README.md" {
        check_shape(page, &mut checked);
    }
    checked
}

fn check_block(page: &Page, block: &Block, course: &Course, checked: &mut Checked) {
    let (at, shown) = (block.lines.start, &page.text[block.lines.clone()]);
    if shown.trim().is_empty() {
        return checked.fault(page, at, "there is nothing in this block");
    }
    if let Some(file) = &block.file {
        checked.count(if block.language == "rust" { "rust" } else { "file" });
        return match course.read(file) {
            Ok(text) => checked.expect(page, block.lines.clone(), &text, file),
            Err(wrong) => checked.fault(page, at, wrong),
        };
    }
    match block.language.as_str() {
        "console" => check_console(page, block, course, checked),
        // Commands that take too long, or never end.
        "sh" => {
            for line in shown.lines() {
                checked.count("sh");
                if let Err(wrong) = Command::parse(line, course) {
                    checked.fault(page, at, wrong);
                }
            }
        }
        "diff" => check_diff(page, block, course, checked),
        "rust" => {
            checked.count("rust");
            if !course.sources().iter().any(|source| has(source, shown)) {
                checked.fault(page, at, "no file of the workspace has these lines");
            }
        }
        language => checked.fault(page, at, format!("{language:?} cannot be checked")),
    }
}

/// Whether these lines are in the source, maybe further to the right.
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

/// The commands of a block, each with where it begins and what is shown as its output.
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

fn run(line: &str, course: &Course) -> Result<Output, String> {
    Command::parse(line, course).and_then(|command| command.output(course))
}

/// Runs all commands of a page at the same time, since most of them wait.
fn run_all(page: &Page, course: &Course) -> BTreeMap<String, Result<Output, String>> {
    let blocks = page.blocks.iter().filter(|block| block.language == "console");
    let lines: BTreeSet<_> = blocks
        .flat_map(|block| commands(page, block).into_iter().map(|(_, line, _)| line))
        .collect();
    thread::scope(|scope| {
        let runs: Vec<_> =
            lines.iter().map(|line| (*line, scope.spawn(move || run(line, course)))).collect();
        let join = |(line, run): (&str, thread::ScopedJoinHandle<'_, _>)| {
            (line.to_owned(), run.join().unwrap_or_else(|_| Err("it panics".to_owned())))
        };
        runs.into_iter().map(join).collect()
    })
}

fn check_console(page: &Page, block: &Block, course: &Course, checked: &mut Checked) {
    let commands = commands(page, block);
    if commands.first().is_none_or(|(at, ..)| *at != block.lines.start) {
        return checked.fault(page, block.lines.start, "the block does not begin with a command");
    }
    let compiler = format!("rustc {}", Course::compiler());
    let same_compiler = course.read("README.md").is_ok_and(|cover| cover.contains(&compiler));
    for (at, line, shown) in commands {
        checked.count("console");
        let is_shown = |output: &Output| output.is(&page.text[shown.clone()], same_compiler);
        // On a busy machine a wait may end so late that a printed time is another one. It will hardly
        // do so again and again.
        for _ in 0..3 {
            if checked.outputs[line].as_ref().is_ok_and(|output| !is_shown(output)) {
                checked.outputs.insert(line.to_owned(), run(line, course));
            }
        }
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

fn check_diff(page: &Page, block: &Block, course: &Course, checked: &mut Checked) {
    checked.count("diff");
    let (at, shown) = (block.lines.start, &page.text[block.lines.clone()]);
    let header: Vec<_> = shown.lines().take(2).collect();
    let path = |line: usize, sign| header.get(line).and_then(|path| path.strip_prefix(sign));
    if let (Some(before), Some(after)) = (path(0, "--- "), path(1, "+++ ")) {
        match diff(before, after, course) {
            Ok(diff) => {
                checked.expect(page, block.lines.clone(), &diff, "the diff");
                checked.diff = diff;
            }
            Err(wrong) => checked.fault(page, at, wrong),
        }
    } else if !has(&checked.diff, shown) {
        checked.fault(page, at, "the whole diff before it does not have these lines");
    }
}

/// Tables of figures are those that benches write.
fn check_tables(page: &Page, course: &Course, checked: &mut Checked) {
    let figure = Regex::new(r"\d ?(ns|µs|ms|s|[KM]iB|B|×)\b|\d×").expect("the pattern is right");
    let measured = Regex::new(r"<!-- measured: ([a-z-]+) -->").expect("the pattern is right");
    let parts = measured.captures_iter(&page.text).map(|part| {
        let (begin, name) = (part.get(0).map_or(0, |it| it.start()), part[1].to_owned());
        let end = page.text.find(&format!("<!-- end of {name} -->"));
        (begin..end.unwrap_or(begin), name)
    });
    let parts: Vec<_> = parts.collect();
    for (place, name) in &parts {
        checked.count("measured");
        let folders = course.pages().into_iter().map(|page| page.replace("README.md", ""));
        let mut results = folders
            .chain(["shared/".to_owned()])
            .map(|folder| format!("{folder}benches/{name}.json"));
        if place.is_empty() || !results.any(|results| course.has(&results)) {
            checked.fault(page, place.start, format!("no bench has measured {name:?}"));
        }
    }
    for table in &page.tables {
        checked.count("table");
        let is_measured = parts.iter().any(|(part, _)| part.contains(&table.start));
        if figure.is_match(&page.text[table.clone()]) && !is_measured {
            checked.fault(page, table.start, "these figures come from no bench");
        }
    }
}

/// A chapter has all parts, and in each there is what is to be there.
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
        let lacks = match title {
            "Where we are" if links(false) == 0 => "a link",
            "Run it" if blocks("console") == 0 => "a command",
            "See it" if links(true) == 0 => "a picture",
            "What changed" if blocks("diff") + blocks("rust") == 0 => "a diff, or a program",
            "What really happens in Rust" if blocks("rust") == 0 => "a program",
            "What it costs" if !page.text[part.clone()].contains("<!-- measured: ") => "figures",
            "Traps" if blocks("rust") < 2 || blocks("console") < 2 => "programs",
            "Try this" if !page.numbered.iter().any(|(at, items)| within(*at) && *items == 3) => {
                "three things to try"
            }
            "In other words" if !page.tables.iter().any(|table| within(table.start)) => "a table",
            _ if page.text[part.clone()].split_whitespace().count() < 20 => "words",
            _ => continue,
        };
        checked.fault(page, part.start, format!("the part {title:?} lacks {lacks}"));
    }
}
