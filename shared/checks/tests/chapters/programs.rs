//! The pages of traps and recipes: each program has a section of its own, which shows everything about it.

use crate::check::is_chapter;
use crate::command::EXERCISES;
use crate::links;
use crate::page::{Block, Page};
use checks::workspace;
use std::collections::BTreeSet;

/// The index of all traps.
pub(crate) const TRAPS: &str = "shared/traps/README.md";
/// The index of all recipes.
pub(crate) const RECIPES: &str = "shared/recipes/README.md";

/// A section of a page.
struct Section<'a> {
    page: &'a Page,
    anchor: String,
    text: &'a str,
    blocks: Vec<&'a Block>,
}

impl<'a> Section<'a> {
    /// Returns the section that shows this file.
    fn of(pages: &'a [Page], file: &str) -> Self {
        let shows = |block: &&Block| block.file.as_deref() == Some(file);
        let page = pages.iter().find(|page| page.blocks.iter().any(|it| shows(&it)));
        let page = page.unwrap_or_else(|| panic!("no page shows {file}"));
        let block = page.blocks.iter().find(shows).expect("it was found a moment ago");
        let at = block.lines.start;
        let heading = page.headings.iter().rposition(|heading| heading.at.end <= at);
        let heading = heading.unwrap_or_else(|| panic!("{file} is in no section of {}", page.path));
        let anchor = page.anchors().nth(heading).expect("each heading has one");
        let place = page.section(&page.headings[heading].title).expect("it has a heading");
        assert!(place.contains(&at), "{}: two sections have one title", page.path);
        let blocks =
            page.blocks.iter().filter(|block| place.contains(&block.lines.start)).collect();
        Self { page, anchor, text: &page.text[place], blocks }
    }

    fn shown(&self, block: &Block) -> &'a str {
        &self.page.text[block.lines.clone()]
    }

    /// Checks that these blocks are in the section, in this order, each given as its language and beginning.
    fn has(&self, file: &str, blocks: &[(&str, &str)]) {
        let is = |block: &Block, (language, begin): (&str, &str)| {
            block.language == language && self.shown(block).starts_with(begin)
        };
        let mut left = self.blocks.iter();
        for wanted in blocks {
            let found = left.any(|block| is(block, *wanted));
            assert!(found, "{}: the section of {file} lacks {wanted:?}", self.page.path);
        }
    }

    /// Returns `true` if a link on `page` leads to this section.
    fn is_linked(&self, page: &Page) -> bool {
        let target = (self.page.path.clone(), self.anchor.as_str());
        page.links.iter().any(|link| links::target(&page.path, &link.url) == target)
    }
}

fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Checks that every trap has a section on the page of its lesson, with a misconception, the outputs, and the diff to
/// its cure; and that the chapter and the index lead there.
pub(crate) fn check_traps(pages: &[Page]) {
    let page = |path: &str| pages.iter().find(|page| page.path == path).expect("it is checked");
    let sources = workspace::examples("traps");
    let (cures, traps): (Vec<_>, Vec<_>) =
        sources.iter().partition(|file| file.ends_with("_cure.rs"));
    assert!(traps.len() > 30 && cures.len() == traps.len(), "{} {}", traps.len(), cures.len());
    for trap in traps {
        let (folder, name) = (trap.rsplit_once('/').unwrap_or_default().0, name(trap));
        let cure = trap.replace(".rs", "_cure.rs");
        assert!(cures.contains(&&cure), "{trap} has no cure");
        let section = Section::of(pages, trap);
        assert_eq!(section.page.path, format!("{folder}/README.md"), "{trap}");
        let misconception = section.text.trim_start().strip_prefix("> **Misconception:** ");
        assert!(misconception.is_some_and(|it| it.len() > 10), "{trap} has a misconception");
        section.has(
            trap,
            &[
                ("rust", ""),
                ("console", &format!("$ cargo trap {name}\n")),
                ("diff", &format!("--- {trap}\n+++ {cure}\n")),
                ("console", &format!("$ cargo trap {name} --cure\n")),
            ],
        );
        let lesson = folder.rsplit('/').next().unwrap_or_default();
        let is_beside =
            |page: &&Page| page.path.starts_with(lesson) && page.path.ends_with("/traps.md");
        let beside = pages.iter().find(is_beside).expect("each lesson has one");
        for from in [page(TRAPS), beside] {
            assert!(section.is_linked(from), "{} does not lead to {trap}", from.path);
        }
    }
}

/// Checks that every message in the index is in the output of its trap.
pub(crate) fn check_messages(pages: &[Page]) {
    let index = pages.iter().find(|page| page.path == TRAPS).expect("it is checked");
    let mut messages = 0;
    for title in ["What the compiler says", "What a run says"] {
        let place = index.section(title).unwrap_or_else(|| panic!("{TRAPS} has no {title:?}"));
        let table = index.tables.iter().find(|table| place.contains(&table.start));
        let table = table.unwrap_or_else(|| panic!("{title:?} has a table"));
        let mut at = table.start;
        for row in index.text[table.clone()].split_inclusive('\n') {
            let begin = at;
            at += row.len();
            let links = index.links.iter().filter(|link| (begin..at).contains(&link.at));
            let links: Vec<_> = links.collect();
            let Some(first) = links.first() else { continue };
            let codes = index.codes.iter().filter(|(code, _)| (begin..first.at).contains(code));
            for (link, (_, message)) in
                links.iter().flat_map(|link| codes.clone().map(move |code| (link, code)))
            {
                let (path, anchor) = links::target(TRAPS, &link.url);
                let page = pages.iter().find(|page| page.path == path).expect("links are checked");
                let heading =
                    page.anchors().position(|it| it == anchor).expect("links are checked");
                let place = page.section(&page.headings[heading].title).unwrap_or_default();
                let is_said = page.blocks.iter().any(|block| {
                    let said = &page.text[block.lines.clone()];
                    place.contains(&block.lines.start)
                        && block.language == "console"
                        && said.contains(message)
                });
                messages += 1;
                assert!(is_said, "{TRAPS}: {path}#{anchor} does not say {message:?}");
            }
        }
    }
    assert!(messages > 15, "{TRAPS} has {messages} messages");
}

/// Checks that every recipe has a section with the program, its output and all other parts; and that the index leads
/// there.
pub(crate) fn check_recipes(pages: &[Page]) {
    let index = pages.iter().find(|page| page.path == RECIPES).expect("it is checked");
    let recipes = workspace::examples("recipes");
    assert!(recipes.len() > 25, "{recipes:?}");
    for recipe in recipes {
        let section = Section::of(pages, &recipe);
        let command = format!("cargo recipe {}", name(&recipe));
        section.has(&recipe, &[("rust", ""), ("console", &format!("$ {command}\n"))]);
        for part in ["**What goes wrong otherwise:**", "**In Python:**"] {
            assert!(section.text.contains(part), "the section of {recipe} lacks {part}");
        }
        assert!(section.is_linked(index), "{RECIPES} does not lead to {recipe}");
        assert!(index.codes.iter().any(|(_, code)| *code == command), "{RECIPES}: no {command}");
        let lines = workspace::read(&recipe).map_or(0, |text| text.lines().count());
        assert!(lines <= 60, "{recipe} has {lines} lines, over 60");
    }
}

/// Checks that each chapter ends with a list of its lesson's exercises, in order, with their ideas.
pub(crate) fn check_exercises(pages: &[Page]) {
    let info =
        workspace::read("shared/exercises/info.toml").unwrap_or_else(|wrong| panic!("{wrong}"));
    for page in pages.iter().filter(|page| is_chapter(page)) {
        let lesson = page.path.strip_prefix("lesson-").and_then(|path| path.get(..2));
        let lesson = format!("{EXERCISES}/{}_", lesson.expect("it has a number"));
        let mut exercises = workspace::files(EXERCISES, "rs");
        exercises.retain(|file| file.starts_with(&lesson));
        assert!(exercises.len() >= 4, "{lesson}: {exercises:?}");
        exercises.sort_by_key(|file| {
            let entry = format!("\nname = \"{}\"\n", name(file));
            info.find(&entry).unwrap_or_else(|| panic!("info.toml does not name {file}"))
        });
        let expected = exercises.iter().map(|file| {
            let text = workspace::read(file).unwrap_or_default();
            let idea = text.lines().next().and_then(|line| line.strip_prefix("// "));
            let idea = idea.unwrap_or_else(|| panic!("{file} does not say what it is about"));
            assert!(idea.chars().count() <= 54 && idea.ends_with('.'), "{file}: {idea}");
            (file.clone(), format!("- [`{}`](../{file}): {idea}", name(file)))
        });
        let part = page.section("Exercises").unwrap_or_default();
        let links = page.links.iter().filter(|link| part.contains(&link.at));
        let listed = links.filter_map(|link| {
            let (file, _) = links::target(&page.path, &link.url);
            let line = page.text[link.at - 2..].lines().next().unwrap_or_default();
            file.starts_with(EXERCISES).then(|| (file, line.to_owned()))
        });
        assert_eq!(listed.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", page.path);
    }
}

/// Checks that the first line of each program says what it is about, and fits into the lists.
pub(crate) fn check_first_lines() {
    let mut seen = BTreeSet::new();
    for (package, most) in [("traps", 54), ("recipes", 61)] {
        for file in workspace::examples(package) {
            let text = workspace::read(&file).unwrap_or_default();
            let line = text.lines().next().and_then(|line| line.strip_prefix("//! "));
            let line = line.unwrap_or_else(|| panic!("{file} does not say what it is about"));
            assert!(line.chars().count() <= most && line.ends_with('.'), "{file}: {line}");
            assert!(seen.insert(line.to_owned()), "{file} says what another one says");
        }
    }
}
