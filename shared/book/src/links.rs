//! Where the links of pages lead in the book.

use crate::contents::{COVER, GLOSSARY, staged};
use crate::markdown::Markdown;
use crate::{course, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The pages that there are, and what their links have asked for.
#[derive(Default)]
pub(crate) struct Links {
    /// The names of the headings of each page, which is named by its path in the course.
    anchors: BTreeMap<String, BTreeSet<String>>,
    /// The pictures that are shown or linked.
    pub(crate) pictures: BTreeSet<String>,
    /// The sources that are linked, each with the pages that do so.
    pub(crate) sources: BTreeMap<String, BTreeSet<String>>,
}

impl Links {
    /// Adds a page that links may lead to.
    pub(crate) fn add(&mut self, page: &str, markdown: &Markdown) {
        let anchors = markdown.headings.iter().map(|heading| heading.anchor.clone());
        self.anchors.insert(page.to_owned(), anchors.collect());
    }

    /// Says that some headings of the cover are in the glossary, and no longer there.
    pub(crate) fn move_to_glossary(&mut self, anchors: BTreeSet<String>) {
        if let Some(cover) = self.anchors.get_mut(COVER) {
            cover.retain(|anchor| !anchors.contains(anchor));
        }
        self.anchors.insert(GLOSSARY.1.to_owned(), anchors);
    }

    /// Returns the address in the book for one on a page, or a sentence on why there is none.
    ///
    /// The glossary is named by its path in the book, and its addresses are those of the cover.
    pub(crate) fn rewrite(&mut self, page: &str, url: &str) -> Result<String, String> {
        if url.contains("://") || url.starts_with("mailto:") {
            return Ok(url.to_owned());
        }
        let at = if page == GLOSSARY.1 { COVER } else { page };
        let (path, anchor) = url.split_once('#').unwrap_or((url, ""));
        let mut target = if path.is_empty() { at.to_owned() } else { join(at, path) };
        if !self.anchors.contains_key(&target)
            && self.anchors.contains_key(&format!("{target}/README.md"))
        {
            target = format!("{target}/README.md");
        }
        if target == COVER
            && self.anchors.get(GLOSSARY.1).is_some_and(|anchors| anchors.contains(anchor))
        {
            GLOSSARY.1.clone_into(&mut target);
        }
        if let Some(anchors) = self.anchors.get(&target) {
            if !anchor.is_empty() && !anchors.contains(anchor) {
                return Err(format!(
                    "{page} links to {anchor:?} in {target}, where no heading has that name"
                ));
            }
            let hash = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
            if target == page && !anchor.is_empty() {
                return Ok(hash);
            }
            return Ok(relative(&staged(page), &staged(&target)) + &hash);
        }
        let file = course::root().join(&target);
        let to = if !file.exists() {
            return Err(format!("{page} links to {target}, which isn't there"));
        } else if has_extension(&target, "svg") {
            self.pictures.insert(target.clone());
            target
        } else if has_extension(&target, "md") {
            return Err(format!(
                "{page} links to {target}, which isn't in the list of the book's pages"
            ));
        } else {
            let pages = self.sources.entry(target.clone()).or_default();
            pages.insert(page.to_owned());
            sources::address(&target)
        };
        Ok(relative(&staged(page), &to))
    }
}

/// Returns whether a file is of some kind, by its name.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == extension)
}

/// Returns the path that a page means by a relative one, both from the root.
fn join(page: &str, path: &str) -> String {
    let mut folders: Vec<_> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." | "" => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// Returns the path to a page from another one.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len().min(to.len()) - 1;
    let same = (0..folders).take_while(|place| from[*place] == to[*place]).count();
    "../".repeat(from.len() - 1 - same) + &to[same..].join("/")
}

#[cfg(test)]
mod tests {
    use super::{Links, relative};
    use crate::markdown::Markdown;

    fn links() -> Links {
        let mut links = Links::default();
        links.add("README.md", &Markdown::new("# Cover\n\n## Glossary\n\n### Poll\n\n## Rest\n"));
        links.move_to_glossary(["glossary".to_owned(), "poll".to_owned()].into());
        links.add("lesson-01-sync/README.md", &Markdown::new("# One\n\n## Why\n"));
        links.add("shared/traps/README.md", &Markdown::new("# Traps\n"));
        links
    }

    #[test]
    fn links_lead_from_page_to_page() {
        let mut links = links();
        for (page, url, rewritten) in [
            ("README.md", "lesson-01-sync/README.md#why", "lesson-01-sync/index.md#why"),
            ("lesson-01-sync/README.md", "../README.md", "../index.md"),
            ("lesson-01-sync/README.md", "#why", "#why"),
            ("lesson-01-sync/README.md", "../shared/traps", "../shared/traps/index.md"),
            ("lesson-01-sync/README.md", "https://example.com/a.md", "https://example.com/a.md"),
            (
                "lesson-01-sync/README.md",
                "src/main.rs",
                "../source/lesson-01-sync--src--main.rs.html",
            ),
            ("README.md", "lesson-01-sync/timeline.svg", "lesson-01-sync/timeline.svg"),
        ] {
            assert_eq!(links.rewrite(page, url).as_deref(), Ok(rewritten), "{url} on {page}");
        }
    }

    #[test]
    fn the_glossary_is_a_page_of_its_own() {
        let mut links = links();
        for (page, url, rewritten) in [
            ("README.md", "#glossary", "glossary.md#glossary"),
            ("lesson-01-sync/README.md", "../README.md#poll", "../glossary.md#poll"),
            ("glossary.md", "#poll", "#poll"),
            ("glossary.md", "#rest", "index.md#rest"),
            ("glossary.md", "lesson-01-sync/README.md", "lesson-01-sync/index.md"),
        ] {
            assert_eq!(links.rewrite(page, url).as_deref(), Ok(rewritten), "{url} on {page}");
        }
    }

    #[test]
    fn a_dead_link_is_told() {
        let mut links = links();
        for url in ["src/mein.rs", "#wyh", "../README.md#two", "../shared/costs/README.md"] {
            assert!(links.rewrite("lesson-01-sync/README.md", url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_path_goes_up_no_further_than_it_must() {
        assert_eq!(relative("a/b.md", "a/c.md"), "c.md");
        assert_eq!(relative("a/b.md", "c.md"), "../c.md");
        assert_eq!(relative("b.md", "a/c/d.md"), "a/c/d.md");
        assert_eq!(relative("a/b/c.md", "a/d/e.md"), "../d/e.md");
    }
}
