//! Copies the pages into a folder of their own, in the form in which mdBook renders them.
//!
//! With the course's own folder as its source, mdBook would copy all of `target` and `.git` into the book.

use crate::contents::{self, COVER, GLOSSARY, SOURCES};
use crate::links::Links;
use crate::markdown::{Markdown, edited};
use crate::sources::{self, Sources};
use crate::{course, hunks, players, questions};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::{fs, iter};

/// The staged pages.
pub(crate) struct Staged {
    /// The folder with the pages.
    pub(crate) folder: PathBuf,
    pub(crate) sources: Sources,
    /// The titles of the pages.
    pub(crate) titles: BTreeMap<String, String>,
}

/// A page of the course.
struct Page {
    path: &'static str,
    text: String,
    markdown: Markdown,
    /// The parts of the text that the page has in the book.
    kept: Vec<Range<usize>>,
}

/// Stages all pages, or returns what is wrong with them, one sentence in each line.
pub(crate) fn stage() -> Result<Staged, String> {
    let mut pages = Vec::new();
    for path in contents::pages().filter(|path| ![GLOSSARY.1, SOURCES].contains(path)) {
        let text = course::read(path)?;
        let (markdown, kept) =
            (Markdown::new(&text), iter::once(0..text.len()).collect::<Vec<_>>());
        pages.push(Page { path, text, markdown, kept });
    }
    let mut links = Links::default();
    for page in &pages {
        links.add(page.path, &page.markdown);
    }
    let glossary = glossary(&mut pages[0], &mut links)?;
    pages.push(glossary);

    let folder = course::book().join("pages");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    let mut titles = BTreeMap::from([(SOURCES.to_owned(), "Sources".to_owned())]);
    let mut faults = Vec::new();
    for page in &pages {
        let title = page.markdown.headings.iter().find(|heading| page.has(&heading.at));
        let title = title.map_or(page.path, |heading| &heading.title);
        titles.insert(page.path.to_owned(), title.to_owned());
        let text = page.rewritten(&mut links, &mut faults);
        let text = hunks::fold(&text);
        match questions::mark(page.path, &text) {
            Ok(text) => course::write(&folder.join(contents::staged(page.path)), &text)?,
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    for picture in &links.pictures {
        course::copy(picture, &folder.join(picture))?;
    }
    let mut sources = links.sources;
    sources::add_folders(&mut sources)?;
    course::write(&folder.join(SOURCES), &sources::list(&sources))?;
    let summary = contents::summary(|page| titles.get(page).cloned());
    course::write(&folder.join("SUMMARY.md"), &summary)?;
    Ok(Staged { folder, sources, titles })
}

/// Takes the glossary out of the cover, as a page of its own.
fn glossary(cover: &mut Page, links: &mut Links) -> Result<Page, String> {
    let (title, path) = GLOSSARY;
    let text = cover.text.clone();
    let markdown = Markdown::new(&text);
    let section = markdown.section(title);
    let section = section
        .ok_or_else(|| format!("{COVER} has no part {title:?}, which is a page of the book"))?;
    let anchors = markdown.headings.iter().filter(|heading| section.contains(&heading.at.start));
    links.move_to_glossary(anchors.map(|heading| heading.anchor.clone()).collect());
    cover.kept = vec![0..section.start, section.end..text.len()];
    let kept = vec![section, markdown.definitions..text.len()];
    Ok(Page { path, text, markdown, kept })
}

impl Page {
    /// Returns whether the page has this part of its text in the book.
    fn has(&self, at: &Range<usize>) -> bool {
        self.kept.iter().any(|kept| kept.start <= at.start && at.end <= kept.end)
    }

    /// Returns its text with links that lead to pages of the book, headings with the names that GitHub gives them, and
    /// a player where one belongs.
    fn rewritten(&self, links: &mut Links, faults: &mut Vec<String>) -> String {
        let mut edits = Vec::new();
        for link in self.markdown.links.iter().filter(|link| self.has(&link.at)) {
            match links.rewrite(self.path, &link.url) {
                Ok(url) => edits.push((link.at.clone(), url)),
                Err(fault) => faults.push(fault),
            }
        }
        for heading in &self.markdown.headings {
            if self.path == GLOSSARY.1 {
                // It is one level up.
                edits.push((heading.at.start..heading.at.start + 1, String::new()));
            }
            let end = heading.at.end;
            edits.push((end..end, format!(" {{#{}}}", heading.anchor)));
        }
        for player in players::of(self.path) {
            match self.markdown.section(player.heading) {
                Some(section) => {
                    let end = section.start + self.text[section.clone()].trim_end().len();
                    edits.push((end..end, player.link(self.path)));
                }
                None => faults
                    .push(format!("{} has no part {:?} for its player", self.path, player.heading)),
            }
        }
        edits.sort_by_key(|(at, _)| (at.start, at.end));
        edited(&self.text, &self.kept, &edits)
    }
}
