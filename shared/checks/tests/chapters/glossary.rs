//! The glossary on the cover: words with their meanings, and misconceptions with links to their refutations.

use crate::check::{is_of_a_lesson, is_of_the_course};
use crate::links;
use crate::page::Page;
use std::ops::Range;

/// The misconceptions about async programs.
const MISCONCEPTIONS: [&str; 10] = [
    "Calling an async fn starts it.",
    "Async makes a thread.",
    "Two awaits in a row overlap.",
    "Join is parallel.",
    "More workers make blocking harmless.",
    "`drop(guard)` always suffices.",
    "A future that exists makes progress.",
    "Dropping a JoinHandle stops its task.",
    "A lost `select!` branch did nothing.",
    "Any executor runs any future.",
];

/// The beginning of a paragraph that names a misconception.
const NAMED: &str = "> **Misconception:** ";

/// Returns the smallest part in which a place of a page is, and its anchor.
fn part(page: &Page, at: usize) -> (Range<usize>, String) {
    let place = page.headings.iter().rposition(|heading| heading.at.end <= at).unwrap_or_default();
    let anchor = page.anchors().nth(place).expect("each page has a heading");
    let end = page.headings.get(place + 1).map_or(page.text.len(), |next| next.at.start);
    (page.headings[place].at.end..end, anchor)
}

/// Checks that each misconception is named once on the pages of the lessons, with a run below it in the same part,
/// and that the glossary leads there.
pub(crate) fn check_misconceptions(pages: &[Page]) {
    let cover = pages.iter().find(|page| page.path == "README.md").expect("it is checked");
    let glossary = cover.section("Misconceptions").expect("the cover lists misconceptions");
    let listed = cover.text[glossary.clone()].lines().filter(|line| line.starts_with("- ["));
    assert_eq!(listed.count(), MISCONCEPTIONS.len(), "the cover lists those that are known here");
    let lessons = pages.iter().filter(|page| is_of_a_lesson(page));
    let named: usize = lessons.map(|page| page.text.matches(NAMED).count()).sum();
    assert_eq!(named, MISCONCEPTIONS.len(), "lessons name those that are known here");
    for misconception in MISCONCEPTIONS {
        let named = format!("{NAMED}{misconception}\n");
        let lessons = pages.iter().filter(|page| is_of_a_lesson(page));
        let places: Vec<_> = lessons
            .flat_map(|page| page.text.match_indices(&named).map(move |(at, _)| (page, at)))
            .collect();
        let [(page, at)] = places[..] else {
            panic!("{misconception:?} is named {} times, but not once", places.len());
        };
        let (part, anchor) = part(page, at);
        // What refutes the next one does not count.
        let next = page.text[at + 1..part.end].find(NAMED);
        let end = next.map_or(part.end, |next| at + 1 + next);
        let is_run = page
            .blocks
            .iter()
            .any(|block| block.language == "console" && (at..end).contains(&block.lines.start));
        let is_asked = page.asks(at);
        assert!(is_run || is_asked, "{}: no run refutes {misconception:?}", page.path);
        let target = (page.path.clone(), anchor.as_str());
        let words = misconception.trim_end_matches('.').replace('`', "");
        let is_listed = cover.links.iter().any(|link| {
            glossary.contains(&link.at)
                && links::target(&cover.path, &link.url) == target
                && link.words == words
        });
        assert!(is_listed, "the glossary lacks {words:?}, with a link to {target:?}");
    }
}

/// Checks that the words of the glossary are sorted, and that each has a sentence and a link.
pub(crate) fn check_words(cover: &Page) {
    assert!(is_of_the_course(cover));
    let glossary = cover.section("Glossary").expect("the cover has one");
    let table = cover.tables.iter().find(|table| glossary.contains(&table.start));
    let table = table.expect("the glossary has a table");
    let rows: Vec<_> = cover.text[table.clone()].lines().skip(2).collect();
    let mut last = String::new();
    for row in &rows {
        let columns: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [word, meaning, _python, chapter] = columns[..] else {
            panic!("{row:?} has no four columns")
        };
        let word = word.replace(['`', '*'], "").to_lowercase();
        assert!(last < word, "{word:?} does not come after {last:?}");
        assert!(
            meaning.ends_with('.') && meaning.split(' ').count() > 3,
            "{meaning:?} is no sentence"
        );
        assert!(chapter.contains("]["), "{word:?} leads to no chapter");
        last = word;
    }
    assert!(rows.len() >= 30, "the glossary has {} words", rows.len());
}
