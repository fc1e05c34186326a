//! The checker itself: it goes red for what is not true, and only for that.

use crate::check::{Checked, check, check_shape};
use crate::course::Course;
use crate::page::Page;
use crate::{COURSE, links, page};

const CHAPTER: &str = "lesson-02-coop/README.md";

/// What is wrong with this text on the cover.
fn faults(text: &str) -> Vec<String> {
    let Checked { faults, .. } = check(&Page::new("README.md", text), &COURSE);
    faults.into_iter().map(|fault| fault.what).collect()
}

fn has_fault(text: &str, what: &str) {
    let faults = faults(text);
    assert!(faults.len() == 1 && faults[0].contains(what), "{text}: {faults:?}");
}

/// A block of a page, as it stands there.
fn block(page: &Page, language: &str, begin: &str) -> String {
    let mut blocks = page.blocks.iter().filter(|block| block.language == language);
    let lines = blocks.find_map(|block| {
        let lines = &page.text[block.lines.clone()];
        lines.starts_with(begin).then_some(lines)
    });
    format!("```{language}\n{}```\n", lines.expect("there is such a block"))
}

#[test]
fn a_changed_word_of_output_is_found() {
    let right = block(&page(CHAPTER), "console", "$ cargo run -p lesson-02-coop\n");
    assert_eq!(faults(&right), [""; 0]);
    has_fault(&right.replace("Task Two total: 10", "Task Two total: 11"), "Task Two total: 10\n");
    has_fault(&right.replace("Task One total: 2\n", ""), "Task One total: 2\n");
    has_fault("```console\n$ cargo run -p lesson-02-coop\n```\n", "Task One running\n");
}

#[test]
fn a_changed_word_of_the_compiler_is_found() {
    let shown = "$ cargo test -p lesson-02-coop --test removed-on-the-way\n";
    let right = block(&page(CHAPTER), "console", shown);
    assert_eq!(faults(&right), [""; 0]);
    has_fault(&right.replace("E0499", "E0502"), "E0499");
}

#[test]
fn a_stale_diff_is_found() {
    let right = block(&page(CHAPTER), "diff", "--- ");
    assert_eq!(faults(&right), [""; 0]);
    has_fault(&right.replace("+            yield_now().await;\n", ""), "yield_now().await");
    let part = "```diff\n+            yield_now().await;\n         }\n```\n";
    assert_eq!(faults(&format!("{right}\n{part}")), [""; 0]);
    has_fault(&format!("{right}\n{}", part.replace("+ ", "- ")), "the whole diff before it");
    has_fault(part, "the whole diff before it");
}

#[cfg(target_os = "linux")]
#[test]
fn a_diff_is_what_the_command_says() {
    let [one, two, three, four, blocking, nonblocking] = [
        "lesson-01-sync/src/main.rs",
        "lesson-02-coop/src/main.rs",
        "lesson-03-blocking/src/main.rs",
        "lesson-04-async/src/main.rs",
        "lesson-05-http/src/blocking.rs",
        "lesson-05-http/src/nonblocking.rs",
    ];
    let pairs = [
        [one, two],
        [two, three],
        [three, four],
        [three, blocking],
        [four, nonblocking],
        [blocking, nonblocking],
    ];
    for [before, after] in pairs {
        let mut command = std::process::Command::new("diff");
        let said = command.args(["-u", before, after]).current_dir("../..").output();
        let said = String::from_utf8(said.expect("it runs").stdout).expect("it is UTF-8");
        let ours = crate::command::diff(before, after, &COURSE).expect("both files are there");
        // The first two lines have the times of the files.
        let changes = |diff: &str| diff.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(changes(&ours), changes(&said), "{before} {after}");
    }
}

#[test]
fn an_unknown_program_is_found() {
    has_fault("```console\n$ cargo run -p lesson-06-next\n```\n", "no package lesson-06-next");
    has_fault("```console\n$ cargo test -p lesson-02-coop --test away\n```\n", "no test away");
    has_fault("```console\n$ make\n```\n", "no command of the workspace");
    has_fault("```sh\ncargo bench --bench away\n```\n", "no bench away");
    has_fault("Run `cargo run -p lesson-02-coop --example away`.\n", "no example away");
    has_fault("```rust\nfn away() {}\n```\n", "no file of the workspace");
    has_fault("```python\nyield\n```\n", "cannot be checked");
    has_fault("<!-- file: lesson-02-coop/away.rs -->\n```rust\nx\n```\n", "away.rs");
}

#[test]
fn an_empty_chapter_is_found() {
    assert_ne!(check(&Page::new(CHAPTER, ""), &COURSE).faults.len(), 0);
    let check = |text: &str| {
        let mut checked = Checked::default();
        check_shape(&Page::new(CHAPTER, text), &mut checked);
        checked.faults.len()
    };
    assert_ne!(check("# Lesson 2\n\n## Where we are\n"), 0);
    assert_eq!(check(&page(CHAPTER).text), 0);
    let chapter = page(CHAPTER);
    for part in crate::check::SECTIONS {
        let place = chapter.section(part).expect("the chapter has all parts");
        let mut text = chapter.text.clone();
        text.replace_range(place, "\n");
        assert_ne!(check(&text), 0, "without what is in {part:?}");
    }
    has_fault("```console\n```\n", "nothing in this block");
    has_fault("```console\nTask One running\n```\n", "does not begin with a command");
}

#[test]
fn figures_that_were_not_measured_are_found() {
    has_fault("| a | b |\n| --- | --- |\n| switch | 9 ns |\n", "come from no bench");
    let away = "<!-- measured: away -->\n\n| a |\n| --- |\n| 9 ns |\n\n<!-- end of away -->\n";
    has_fault(away, "no bench has measured");
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let check = |text: &str| links::check(&[Page::new("README.md", text)], &COURSE).0;
    assert_eq!(check("# A\n\n[a](#a) [b][b]\n\n[b]: shared/Cargo.toml\n"), [""; 0]);
    for wrong in
        ["[a](#b)", "[a](shared)", "[a][a]", "[a][a]\n\n[a]: away.md", "![][a]\n\n[a]: shared"]
    {
        assert_eq!(check(&format!("# A\n\n{wrong}\n")).len(), 1, "{wrong}");
    }
}

#[test]
fn the_compiler_has_a_version() {
    assert!(Course::compiler().starts_with("1."));
}
