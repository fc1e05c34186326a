//! Which pages are in the book, in which order.

use std::fmt::Write;

/// A part of the book: its title, and its pages, each with those that are below it.
type Part = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// The cover, which comes before all parts.
pub(crate) const COVER: &str = "README.md";

/// The section of the cover that is a page of its own in the book, and that page.
pub(crate) const GLOSSARY: (&str, &str) = ("Glossary", "glossary.md");

/// The page that lists all sources that are linked; it is made here.
pub(crate) const SOURCES: &str = "source/index.md";

/// All parts. A page is named by its path in the course.
pub(crate) const PARTS: [Part; 4] = [
    (
        "The lessons",
        &[
            (
                "lesson-01-sync/README.md",
                &[
                    "lesson-01-sync/evening.md",
                    "lesson-01-sync/server.md",
                    "lesson-01-sync/traps.md",
                ],
            ),
            (
                "lesson-02-coop/README.md",
                &[
                    "lesson-02-coop/evening.md",
                    "lesson-02-coop/server.md",
                    "lesson-02-coop/traps.md",
                ],
            ),
            (
                "lesson-03-blocking/README.md",
                &[
                    "lesson-03-blocking/evening.md",
                    "lesson-03-blocking/server.md",
                    "lesson-03-blocking/traps.md",
                ],
            ),
            (
                "lesson-04-async/README.md",
                &[
                    "lesson-04-async/evening.md",
                    "lesson-04-async/server.md",
                    "lesson-04-async/traps.md",
                ],
            ),
            (
                "lesson-05-http/README.md",
                &[
                    "lesson-05-http/evening.md",
                    "lesson-05-http/server.md",
                    "lesson-05-http/traps.md",
                ],
            ),
        ],
    ),
    (
        "Beside the lessons",
        &[
            (GLOSSARY.1, &[]),
            ("shared/viewer/README.md", &[]),
            ("shared/evening/README.md", &[]),
            ("shared/server/README.md", &[]),
            ("shared/executor/README.md", &[]),
        ],
    ),
    (
        "Your own programs",
        &[
            ("shared/exercises/README.md", &[]),
            (
                "shared/recipes/README.md",
                &[
                    "shared/recipes/many.md",
                    "shared/recipes/time.md",
                    "shared/recipes/ending.md",
                    "shared/recipes/messages.md",
                    "shared/recipes/beside.md",
                    "shared/recipes/types.md",
                    "shared/recipes/testing.md",
                ],
            ),
            (
                "shared/traps/README.md",
                &[
                    "shared/traps/lesson-01/README.md",
                    "shared/traps/lesson-02/README.md",
                    "shared/traps/lesson-03/README.md",
                    "shared/traps/lesson-04/README.md",
                    "shared/traps/lesson-05/README.md",
                ],
            ),
        ],
    ),
    (
        "Behind the course",
        &[
            ("shared/costs/README.md", &[]),
            ("shared/player/README.md", &[]),
            ("shared/book/README.md", &[]),
            (".github/CONTRIBUTING.md", &[]),
            (SOURCES, &[]),
        ],
    ),
];

/// Returns all pages in their order.
pub(crate) fn pages() -> impl Iterator<Item = &'static str> {
    let pages = PARTS.into_iter().flat_map(|(_, pages)| pages);
    let pages = pages.flat_map(|(page, below)| [page].into_iter().chain(*below));
    [COVER].into_iter().chain(pages.copied())
}

/// Returns where a page is staged: the first page of a folder is its index, and a folder that begins with a dot is not
/// published everywhere.
pub(crate) fn staged(page: &str) -> String {
    match page {
        ".github/CONTRIBUTING.md" => "contributing.md".to_owned(),
        page => page
            .strip_suffix("README.md")
            .map_or(page.to_owned(), |folder| format!("{folder}index.md")),
    }
}

/// Returns the list of chapters, as mdBook reads it, from a function that gives the title of each page that there is.
pub(crate) fn summary(title: impl Fn(&str) -> Option<String>) -> String {
    let line = |page: &str| Some(format!("[{}]({})\n", title(page)?, staged(page)));
    // Writing to a string doesn't fail.
    let mut summary = line(COVER).unwrap_or_default();
    for (part, pages) in PARTS {
        let _ = write!(summary, "\n# {part}\n\n");
        for (page, below) in pages {
            let Some(line_of_page) = line(page) else { continue };
            let _ = write!(summary, "- {line_of_page}");
            for line in below.iter().filter_map(|page| line(page)) {
                let _ = write!(summary, "  - {line}");
            }
        }
    }
    summary
}

#[cfg(test)]
mod tests {
    use crate::{contents, course, links};

    /// Readers may have pages of their own in the course, so the book itself does not mind them.
    #[test]
    fn all_pages_of_the_course_are_in_the_book() {
        let mut folders = vec![String::new(), ".github/".to_owned()];
        while let Some(folder) = folders.pop() {
            for name in course::inside(&folder).expect("the folder can be read") {
                let path = format!("{folder}{name}");
                if course::root().join(&path).is_dir() {
                    folders.push(path + "/");
                } else if links::has_extension(&path, "md") {
                    assert!(contents::pages().any(|page| page == path), "{path} isn't in the book");
                }
            }
        }
    }
}
