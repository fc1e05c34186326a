//! The chapters are true: every command that they show prints what they say, every diff is the real
//! one, every program is in the workspace and comes to what they say, every table of figures is that of
//! a bench, and every link leads somewhere.

mod check;
mod command;
mod course;
mod itself;
mod links;
mod page;

use check::{Checked, check};
use course::Course;
use page::Page;
use std::sync::LazyLock;

static COURSE: LazyLock<Course> = LazyLock::new(Course::here);

fn page(path: &str) -> Page {
    Page::new(path, &COURSE.read(path).unwrap_or_else(|wrong| panic!("{wrong}")))
}

/// What is to be done about something that is not true.
const ADVICE: &str = "If it is the chapter that is out of date, `cargo test --workspace -- --ignored` \
                      writes outputs and diffs anew.";

fn is_true(path: &str) {
    let checked = check(&page(path), &COURSE);
    let faults =
        checked.faults.iter().map(|fault| format!("{path}:{}: {}", fault.line, fault.what));
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{}\n{ADVICE}", faults.join("\n"));
    let kinds: &[_] = if path == "README.md" {
        &["console", "sh", "file", "measured", "table"]
    } else {
        &["console", "diff", "rust", "measured", "table"]
    };
    // The first lesson has nothing to be compared with.
    let kinds = kinds.iter().filter(|kind| !(path.contains("lesson-01") && **kind == "diff"));
    for kind in kinds {
        assert!(checked.counts.contains_key(kind), "{path}: nothing to check of {kind}");
    }
}

#[test]
fn the_cover_is_true() {
    is_true("README.md");
}

#[test]
fn chapter_1_is_true() {
    is_true("lesson-01-sync/README.md");
}

#[test]
fn chapter_2_is_true() {
    is_true("lesson-02-coop/README.md");
}

#[test]
fn chapter_3_is_true() {
    is_true("lesson-03-blocking/README.md");
}

#[test]
fn chapter_4_is_true() {
    is_true("lesson-04-async/README.md");
}

#[test]
fn chapter_5_is_true() {
    is_true("lesson-05-http/README.md");
}

#[test]
fn all_links_lead_somewhere() {
    let pages: Vec<_> = COURSE.pages().iter().map(|path| page(path)).collect();
    assert_eq!(pages.len(), 6, "there is a cover, and a chapter for each lesson");
    let (faults, for_rustdoc) = links::check(&pages, &COURSE);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let written = COURSE.read(links::FOR_RUSTDOC).unwrap_or_default();
    assert_eq!(written, for_rustdoc, "{} is out of date. {ADVICE}", links::FOR_RUSTDOC);
}

#[test]
fn all_traps_are_shown() {
    let traps = COURSE.traps();
    assert!(traps.len() > 10, "{traps:?}");
    for trap in traps {
        let folder = trap.split('/').next().unwrap_or_default();
        let chapter = page(&format!("{folder}/README.md"));
        let is_shown = chapter.blocks.iter().any(|block| block.file.as_ref() == Some(&trap));
        assert!(is_shown, "{} does not show {trap}", chapter.path);
    }
}

#[test]
#[ignore = "writes outputs and diffs anew"]
fn write_the_chapters_anew() {
    for path in COURSE.pages() {
        let page = page(&path);
        let Checked { faults, .. } = check(&page, &COURSE);
        let mut text = page.text;
        // From the end, so that the places of the others stay where they are.
        for (place, mended) in faults.into_iter().rev().filter_map(|fault| fault.mended) {
            text.replace_range(place, &mended);
        }
        COURSE.write(&path, &text);
    }
    let pages: Vec<_> = COURSE.pages().iter().map(|path| page(path)).collect();
    COURSE.write(links::FOR_RUSTDOC, &links::check(&pages, &COURSE).1);
}
