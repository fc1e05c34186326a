//! The truth of the chapters: every command prints what they show, every diff is the real one, every program is in the
//! workspace and does what they say, every figure is on the page with the costs, and every link leads somewhere.

mod check;
mod command;
mod glossary;
mod itself;
mod links;
mod page;
mod programs;
mod questions;

use check::{BESIDE, Checked, check, is_chapter};
use checks::workspace;
use page::Page;

/// Makes the test of each page.
macro_rules! pages {
    ($($name:ident: $path:expr;)*) => {
        const PAGES: &[&str] = &[$($path),*];

        $(
            #[test]
            fn $name() {
                is_true($path);
            }
        )*
    };
}

pages! {
    the_cover_is_true: "README.md";
    chapter_1_is_true: "lesson-01-sync/README.md";
    chapter_2_is_true: "lesson-02-coop/README.md";
    chapter_3_is_true: "lesson-03-blocking/README.md";
    chapter_4_is_true: "lesson-04-async/README.md";
    chapter_5_is_true: "lesson-05-http/README.md";
    the_evening_of_lesson_1_is_true: "lesson-01-sync/evening.md";
    the_server_of_lesson_1_is_true: "lesson-01-sync/server.md";
    the_way_to_traps_of_lesson_1_is_true: "lesson-01-sync/traps.md";
    the_evening_of_lesson_2_is_true: "lesson-02-coop/evening.md";
    the_server_of_lesson_2_is_true: "lesson-02-coop/server.md";
    the_way_to_traps_of_lesson_2_is_true: "lesson-02-coop/traps.md";
    the_evening_of_lesson_3_is_true: "lesson-03-blocking/evening.md";
    the_server_of_lesson_3_is_true: "lesson-03-blocking/server.md";
    the_way_to_traps_of_lesson_3_is_true: "lesson-03-blocking/traps.md";
    the_evening_of_lesson_4_is_true: "lesson-04-async/evening.md";
    the_server_of_lesson_4_is_true: "lesson-04-async/server.md";
    the_way_to_traps_of_lesson_4_is_true: "lesson-04-async/traps.md";
    the_evening_of_lesson_5_is_true: "lesson-05-http/evening.md";
    the_server_of_lesson_5_is_true: "lesson-05-http/server.md";
    the_way_to_traps_of_lesson_5_is_true: "lesson-05-http/traps.md";
    the_page_on_looking_at_runs_is_true: "shared/viewer/README.md";
    the_page_on_evenings_is_true: "shared/evening/README.md";
    the_page_on_servers_is_true: "shared/server/README.md";
    the_page_on_the_book_is_true: "shared/book/README.md";
    the_page_on_costs_is_true: check::COSTS;
    the_index_of_traps_is_true: programs::TRAPS;
    the_traps_of_lesson_1_are_true: "shared/traps/lesson-01/README.md";
    the_traps_of_lesson_2_are_true: "shared/traps/lesson-02/README.md";
    the_traps_of_lesson_3_are_true: "shared/traps/lesson-03/README.md";
    the_traps_of_lesson_4_are_true: "shared/traps/lesson-04/README.md";
    the_traps_of_lesson_5_are_true: "shared/traps/lesson-05/README.md";
    the_index_of_recipes_is_true: programs::RECIPES;
    recipes_of_many_at_once_are_true: "shared/recipes/many.md";
    recipes_of_time_are_true: "shared/recipes/time.md";
    recipes_of_ends_are_true: "shared/recipes/ending.md";
    recipes_of_messages_are_true: "shared/recipes/messages.md";
    recipes_beside_async_are_true: "shared/recipes/beside.md";
    recipes_of_types_are_true: "shared/recipes/types.md";
    recipes_of_tests_are_true: "shared/recipes/testing.md";
    the_page_of_the_exercises_is_true: check::EXERCISES;
    the_page_of_the_executor_is_true: "shared/executor/README.md";
    the_page_of_the_player_is_true: "shared/player/README.md";
    the_page_for_contributors_is_true: ".github/CONTRIBUTING.md";
}

fn page(path: &str) -> Page {
    Page::new(path, &workspace::read(path).unwrap_or_else(|wrong| panic!("{wrong}")))
}

fn is_true(path: &str) {
    let page = page(path);
    let Checked { mut faults, counts, .. } = check(&page);
    if workspace::updates() {
        let mut text = page.text.clone();
        // Begin at the end, so that the places of the others stay the same.
        faults.sort_by_key(|fault| fault.mended.as_ref().map(|(place, _)| place.start));
        for (place, mended) in faults.iter().rev().filter_map(|fault| fault.mended.as_ref()) {
            text.replace_range(place.clone(), mended);
        }
        faults.retain(|fault| fault.mended.is_none());
        if text != page.text {
            std::fs::write(workspace::root().join(path), text).expect("a page can be written");
        }
    }
    let faults: Vec<_> =
        faults.iter().map(|fault| format!("{path}:{}: {}", fault.line, fault.what)).collect();
    let advice = "If it is the page that is out of date, `UPDATE_EXPECT=1 cargo test --workspace` \
                  writes outputs and diffs anew.";
    assert!(faults.is_empty(), "{}\n{advice}", faults.join("\n"));
    let kinds: &[_] = match path {
        "README.md" => &["console", "sh", "table"],
        // There is no lesson before the first one to compare it with.
        "lesson-01-sync/README.md" => &["console", "rust", "table"],
        _ if is_chapter(&page) => &["console", "diff", "rust", "table"],
        _ => &[],
    };
    for kind in kinds {
        assert!(counts.contains_key(kind), "{path}: nothing to check of {kind}");
    }
}

/// The address and the title of the Python course.
const PYTHON_COURSE: (&str, &str) = (
    "https://realpython.com/python-async-features/",
    "Async Programming in Python: From Generators to asyncio",
);

#[test]
fn the_cover_and_each_chapter_say_once_whose_ideas_they_retell() {
    let (url, title) = PYTHON_COURSE;
    for page in PAGES.iter().map(|path| page(path)).filter(check::is_of_the_course) {
        let path = &page.path;
        let links: Vec<_> = page.links.iter().filter(|link| link.url == url).collect();
        let [link] = links[..] else { panic!("{path} has {} links to {url}", links.len()) };
        assert_eq!(link.words, title, "{path}");
        let part = page.section("In other words").unwrap_or(0..page.text.len());
        assert!(part.contains(&link.at), "{path}: the link is in another part");
        let said: Vec<_> = page.text[page.paragraph(link.at)].split_whitespace().collect();
        let said = said.join(" ");
        let theirs = if is_chapter(&page) {
            "The ideas of this chapter's programs and the lines that the lesson prints are from Real \
             Python's tutorial ["
        } else {
            "The ideas of the programs and the lines that they print are from Real Python's tutorial ["
        };
        let ours = "; all words and code here are ours.";
        assert!(said.contains(theirs) && said.ends_with(ours), "{path}: {said}");
    }
}

#[test]
fn all_pages_are_checked() {
    for lesson in workspace::packages().keys().filter(|name| name.starts_with("lesson-")) {
        for page in [&["README.md"], &BESIDE[..]].concat() {
            let page = format!("{lesson}/{page}");
            assert!(PAGES.contains(&page.as_str()), "{page} is not checked");
        }
    }
}

/// The most lines of a page, with its links: of the cover, of a chapter, and of a page beside one.
const LONGEST: [(&str, usize); 3] = [("README.md", 220), ("/README.md", 330), ("", 130)];

#[test]
fn the_cover_and_the_pages_of_lessons_are_short() {
    for path in PAGES.iter().filter(|path| **path == "README.md" || path.starts_with("lesson-")) {
        let is_such =
            |(end, _): &&(&str, usize)| path == end || (end != &"README.md" && path.ends_with(end));
        let (_, most) = LONGEST.iter().find(is_such).expect("the last one is any page");
        let lines = page(path).text.lines().count();
        assert!(lines <= *most, "{path} has {lines} lines, over {most}");
    }
}

fn pages() -> Vec<Page> {
    PAGES.iter().map(|path| page(path)).collect()
}

#[test]
fn all_links_lead_somewhere() {
    let faults = links::check(&pages());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_misconception_is_named_and_refuted_by_a_run() {
    glossary::check_misconceptions(&pages());
}

#[test]
fn the_glossary_is_sorted_and_says_what_each_word_means() {
    glossary::check_words(&page("README.md"));
}

#[test]
fn all_traps_are_shown_with_their_cures() {
    programs::check_traps(&pages());
}

#[test]
fn the_index_has_messages_that_traps_say() {
    programs::check_messages(&pages());
}

#[test]
fn all_recipes_are_shown() {
    programs::check_recipes(&pages());
}

#[test]
fn chapters_end_with_their_exercises() {
    programs::check_exercises(&pages());
}

#[test]
fn programs_say_in_a_line_what_they_are_about() {
    programs::check_first_lines();
}
