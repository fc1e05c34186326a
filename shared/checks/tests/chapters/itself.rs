//! The checker itself: it finds statements that aren't true, and finds fault with nothing else.

use crate::check::{COSTS, Checked, SECTIONS, check, check_figures, check_shape, compiler};
use crate::command::{Output, diff, fits, presentable};
use crate::links;
use crate::page::Page;
use checks::workspace;

const CHAPTER: &str = "lesson-02-coop/README.md";

/// Returns the mistakes in this text, as part of the cover.
fn faults(text: &str) -> Vec<String> {
    let Checked { faults, .. } = check(&Page::new("README.md", text));
    faults.into_iter().map(|fault| fault.what).collect()
}

fn is_fine(text: &str) {
    assert_eq!(faults(text), [""; 0], "{text}");
}

fn has_fault(text: &str, what: &str) {
    let faults = faults(text);
    assert!(faults.len() == 1 && faults[0].contains(what), "{text}: {faults:?}");
}

/// Returns a command and its output, as a page shows them.
fn console(command: &str, output: &str) -> String {
    format!("```console\n$ {command}\n{output}```\n")
}

#[test]
fn a_changed_word_of_output_is_found() {
    let lines = workspace::expected("lesson-02-coop");
    let right = console("cargo run -p lesson-02-coop", &lines);
    is_fine(&right);
    has_fault(&right.replace("Task Two total: 10", "Task Two total: 11"), "Task Two total: 10\n");
    has_fault(&right.replace("Task One total: 2\n", ""), "Task One total: 2\n");
    has_fault(&console("cargo run -p lesson-02-coop", ""), "Task One running\n");
    has_fault(&console("cargo run -p lesson-02-coop --example by_hand", ""), "Task One running\n");
}

#[test]
fn a_changed_word_of_a_game_is_found() {
    let game = |input: &str| format!("printf '%s\\n' {input} | cargo executor --plain lost-update");
    let told = &faults(&console(&game("Three One"), ""))[0];
    let (_, told) = told.split_once(":\n").expect("it says what is right");
    assert!(told.starts_with("Level "), "{told}");
    is_fine(&console(&game("Three One"), told));
    assert_eq!(faults(&console(&game("One Three"), told)).len(), 1, "{told}");
    has_fault(&console("cargo executor", "Level 1"), "it is not run here");
}

#[test]
fn a_changed_word_of_the_compiler_is_found() {
    let right = "error[E0499]: cannot borrow `tasks` as mutable more than once at a time\n";
    let shown = |name: &str, said: &str| faults(&console(&format!("cargo trap {name}"), said));
    // The page says which compiler it quotes. The messages of others must be of the same kinds.
    let whole = &shown("removed_on_the_way", "")[0];
    let whole = whole.split_once(":\n").map_or("", |(_, whole)| whole);
    assert!(whole.contains(right), "{whole}");
    for name in ["removed_on_the_way", "removed-on-the-way"] {
        assert_eq!(shown(name, whole), [""; 0]);
        assert_eq!(shown(name, &whole.replace("E0499", "E0502")).len(), 1);
    }
    let warned = &shown("forgotten_await", "")[0];
    assert!(warned.contains("warning: unused implementer of"), "{warned}");
    assert!(warned.ends_with("Task Two, step 2\n"), "{warned}");
    let panicked = &shown("stale_check", "")[0];
    assert!(panicked.contains("Task One takes 15\n\nthread 'main' ([..]) panicked"), "{panicked}");
}

#[test]
fn every_system_is_shown_alike() {
    let unix = "\
thread 'main' (4711) panicked at shared/traps/lesson-02/stale_check.rs:11:45:
there was work a moment ago
error[E0277]: `Rc<RefCell<Vec<u32>>>` cannot be sent between threads safely
  --> shared/traps/lesson-03/not_send.rs:11:9
  ::: /folder/.rustup/toolchains/stable/lib/rustlib/src/rust/library/std/src/thread/functions.rs:125:0
thread 'main' (1) panicked at /folder/.cargo/registry/src/index/tokio-1.54.1/src/runtime.rs:51:21:
a \\ in a sentence is one\n";
    // If a user's name has a space, the paths to the libraries have one, too.
    let windows = r"thread 'main' (4242) panicked at shared\traps\lesson-02\stale_check.rs:11:45:
there was work a moment ago
error[E0277]: `Rc<RefCell<Vec<u32>>>` cannot be sent between threads safely
  --> shared\traps\lesson-03/not_send.rs:11:9
  ::: C:\Users\Me Myself\.rustup\toolchains\stable\lib\rustlib\src\rust\library\std\src\thread\functions.rs:125:0
thread 'main' (2) panicked at C:\Users\Me Myself\.cargo\registry\src\index\tokio-1.54.1\src\runtime.rs:51:21:
a \ in a sentence is one
";
    let shown = "\
thread 'main' ([..]) panicked at shared/traps/lesson-02/stale_check.rs:11:45:
there was work a moment ago
error[E0277]: `Rc<RefCell<Vec<u32>>>` cannot be sent between threads safely
  --> shared/traps/lesson-03/not_send.rs:11:9
  ::: [..]/library/std/src/thread/functions.rs:125:0
thread 'main' ([..]) panicked at [..]/tokio-1.54.1/src/runtime.rs:51:21:
a \\ in a sentence is one\n";
    for printed in [unix, windows, &windows.replace('\n', "\r\n")] {
        assert_eq!(presentable(printed), shown);
    }
}

#[test]
fn the_threads_of_a_server_are_known_or_not_told() {
    let shown = "\
                                  req   p50   p99           CPU memory
 clients served failed seconds  per s    ms    ms threads     s    MiB
       1      3      0     3.0      1    56    56       1  0.00    4.3
     100    300      0     3.0    100    53   nev     101  0.02    9.9
"
    .replace("nev", "never");
    let is_shown = |printed: &str| Output::of(printed.to_owned()).is(&shown, true);
    assert!(is_shown(&shown) && is_shown(&shown.replace("  56 ", "  61 ")));
    let untold = shown.replace("  1  0.00", "  ?  0.00").replace("101 ", "  ? ");
    assert_eq!(untold.matches('?').count(), 2, "as it is where there is no /proc: {untold}");
    assert!(is_shown(&untold));
    for wrong in
        [shown.replace("101 ", "102 "), untold.replace(" 0     3.0      1 ", " 1     3.0      1 ")]
    {
        assert!(wrong != shown && !is_shown(&wrong), "{wrong}");
    }
}

const ONE: &str = "lesson-01-sync/src/main.rs";
const TWO: &str = "lesson-02-coop/src/main.rs";

#[test]
fn a_stale_diff_is_found() {
    let right = diff(ONE, TWO).expect("both files are there");
    is_fine(&console(&format!("diff -u {ONE} {TWO}"), &right));
    let right = format!("```diff\n{right}```\n");
    is_fine(&right);
    has_fault(&right.replace("+            yield_now().await;\n", ""), "yield_now().await");
    let part = "```diff\n+            yield_now().await;\n         }\n```\n";
    is_fine(&format!("{right}\n{part}"));
    has_fault(&format!("{right}\n{}", part.replace("+ ", "- ")), "the whole diff before it");
    has_fault(part, "the whole diff before it");
}

#[test]
fn a_change_that_is_not_shown_is_found() {
    let whole = diff(ONE, TWO).expect("both files are there");
    let pieces = whole.lines().skip(3).collect::<Vec<_>>().join("\n");
    let pieces: Vec<_> = pieces
        .split("@@ ")
        .map(|piece| match piece.split_once(" @@") {
            Some((_, piece)) => piece.trim_start_matches('\n'),
            None => piece,
        })
        .collect();
    let page = |pieces: &[&str]| {
        let shown: Vec<_> = pieces
            .iter()
            .map(|piece| format!("```diff\n{}\n```\n", piece.trim_end_matches('\n')))
            .collect();
        let shown = shown.join("\n");
        format!("## What changed\n\n```sh\ndiff -u {ONE} {TWO}\n```\n\n{shown}\n## Why\n")
    };
    assert!(pieces.len() > 1, "{pieces:?}");
    is_fine(&page(&pieces));
    has_fault(&page(&pieces[1..]), "the pieces are not all of the diff");
    has_fault(&page(&[pieces[0], pieces[0]]), "the pieces are not all of the diff");
    is_fine(&page(&pieces[1..]).replace("What changed", "What else"));
}

#[test]
fn a_question_that_nobody_executes_is_found() {
    has_fault("<!-- question: output -->\n", "only on the pages of lessons");
}

#[test]
fn lines_that_are_left_out_are_there() {
    let printed = "one\ntwo\nthree 0.1\nfour\n";
    for shown in ["one\n…\nfour\n", "…\nfour\n", "one\n…\n", "one\n…\nthree 0.1\nfour\n", printed]
    {
        assert!(fits(shown, printed, 0.0), "{shown}");
    }
    assert!(fits("one\n…\nthree 0.0\n…\n", printed, 0.1));
    for shown in [
        "one\n…\nfive\n",
        "one\n…\ntwo\nthree 0.1\nfour\n",
        "…\none\n…\n",
        "one\ntwo\nthree 0.1\nfour\n…\n",
        "two\n…\n",
        "…\nfour\n…\ntwo\n",
        "one\n…\nthree 0.0\n…\n",
        "one\n",
    ] {
        assert!(!fits(shown, printed, 0.0), "{shown}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_diff_is_what_the_command_says() {
    let three = "lesson-03-blocking/src/main.rs";
    let four = "lesson-04-async/src/main.rs";
    let blocking = "lesson-05-http/src/blocking.rs";
    let nonblocking = "lesson-05-http/src/nonblocking.rs";
    let pairs = [
        [ONE, TWO],
        [TWO, three],
        [three, four],
        [three, blocking],
        [four, nonblocking],
        [blocking, nonblocking],
    ];
    for [before, after] in pairs {
        let mut command = std::process::Command::new("diff");
        let said = command.args(["-u", before, after]).current_dir(workspace::root()).output();
        let said = String::from_utf8(said.expect("it runs").stdout).expect("it is UTF-8");
        let ours = diff(before, after).expect("both files are there");
        // The first two lines have the times of the files.
        let changes = |diff: &str| diff.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(changes(&ours), changes(&said), "{before} {after}");
    }
}

#[test]
fn a_command_that_is_unknown_is_found() {
    for (command, wrong) in [
        ("cargo run -p lesson-06-next", "no package lesson-06-next"),
        ("cargo trap away", "no example away"),
        ("cargo trap never-closed --away", "is unknown"),
        ("cargo recipe away", "no recipe away"),
        ("cargo exercise away --hint", "no exercise away"),
        ("cargo executor away", "no level away"),
        ("cargo executor 0", "no level 0"),
        ("printf '%s\\n' One | cargo executor --plain away", "no level away"),
        ("printf '%s\\n' One | cargo trap", "writes to nobody"),
        ("cargo run -p recipes --example fetch_many", "no example fetch_many"),
        ("cp shared/away.rs folder", "no shared/away.rs"),
        ("cargo bench --bench away", "no bench away"),
        ("UPDATE_EXPECT=1 cargo bench", "UPDATE_EXPECT=1 is for tests"),
        ("git diff --no-index lesson-01-sync/src away", "no away"),
        ("diff -ru -x '*.md' lesson-01-sync away", "no away"),
        ("bash .ci/away", "no .ci/away"),
        ("make", "no command of the workspace"),
    ] {
        has_fault(&format!("```sh\n{command}\n```\n"), wrong);
    }
    has_fault("Run `cargo run -p lesson-02-coop --example away`.\n", "no example away");
    has_fault("Run `cargo trap away`.\n", "no example away");
    has_fault("Run `cargo make`.\n", "cargo make");
    has_fault("Run `bash .ci/away`.\n", "no .ci/away");
    is_fine("Run `cargo fetch`, `cargo doc` or `cargo run`.\n");
    for command in [
        "cargo run -p lesson-02-coop -- --narrate",
        "cargo trap never-closed",
        "cargo trap NAME --cure",
        "cargo recipe NAME",
        "cargo talk talk.html --speed 8",
        "cargo exercise",
        "cargo exercise NAME --hint",
        "cargo executor lost-update",
        "cargo executor --plain 15",
        "cargo executor NAME",
        "cargo new my-project",
        "cp shared/recipes/Cargo.toml my-project",
        "cargo bench",
        "cargo bench -- --tables",
        "cargo bench --bench switch -- --quiet",
        "UPDATE_EXPECT=1 cargo test --workspace",
        "cargo nextest run --workspace",
        "cargo test --workspace --no-fail-fast",
        "cargo doc --workspace --no-deps --open",
        "cargo clippy --workspace --all-targets -- -D warnings",
        "git diff --no-index lesson-03-blocking/src lesson-04-async/src",
        "diff -ru -x '*.md' -x '*.svg' lesson-03-blocking lesson-04-async",
        "bash .ci/run",
    ] {
        is_fine(&format!("```sh\n{command}\n```\n"));
    }
}

#[test]
fn code_that_is_nowhere_is_found() {
    has_fault("```rust\nfn away() {}\n```\n", "no file of the workspace");
    has_fault("```python\nyield\n```\n", "cannot be checked");
    has_fault("<!-- file: lesson-02-coop/away.rs -->\n```rust\nx\n```\n", "away.rs");
    let trap = "shared/traps/lesson-02/stale_check.rs";
    let source = workspace::read(trap).expect("it is there");
    is_fine(&format!("<!-- file: {trap} -->\n```rust\n{source}```\n"));
    is_fine(
        "```rust\nlet count = work.borrow_mut().pop().expect(\"there was work a moment ago\");\n```\n",
    );
    has_fault("```console\n```\n", "nothing in this block");
    has_fault("```console\nTask One running\n```\n", "does not begin with a command");
}

/// Returns a chapter that has all parts, with everything that each has to have.
fn chapter() -> String {
    let words = "word ".repeat(20);
    let asked = "<!-- question: output -->\n".repeat(4);
    let part = |title: &&str| {
        let content = match *title {
            "Where we are" => "[a](evening.md) [b](server.md) [c](traps.md)",
            "Predict it" => "```sh\ncargo run -- --predict\n```",
            "Run it" => "```console\n$ x\n```",
            "See it" => "![a](a.svg)",
            "What changed" | "What really happens in Rust" => "```rust\nx\n```",
            "Questions" => &asked,
            "In other words" => "| a | b |\n| --- | --- |\n| c | d |",
            "Exercises" => "[a](../shared/exercises/README.md)",
            _ => "a",
        };
        format!("## {title}\n\n{words}\n\n{content}\n\n")
    };
    format!("# Lesson\n\n{}", SECTIONS.iter().map(part).collect::<String>())
}

#[test]
fn an_empty_chapter_is_found() {
    assert_ne!(check(&Page::new(CHAPTER, "")).faults.len(), 0);
    let check = |text: &str| {
        let mut checked = Checked::default();
        check_shape(&Page::new(CHAPTER, text), &mut checked);
        checked.faults.len()
    };
    assert_ne!(check("# Lesson 2\n\n## Where we are\n"), 0);
    let chapter = Page::new(CHAPTER, &chapter());
    assert_eq!(check(&chapter.text), 0);
    for part in SECTIONS {
        let place = chapter.section(part).expect("the chapter has all parts");
        let mut text = chapter.text.clone();
        text.replace_range(place, "\n");
        assert_ne!(check(&text), 0, "without what is in {part:?}");
    }
}

#[test]
fn figures_that_were_not_measured_are_found() {
    let costs =
        "| a | takes |\n| --- | --- |\n| b | 9.52 ns |\n| c | 1,300 KiB |\n| d | ~13.4× |\n";
    let check = |path: &str, text: &str| {
        let mut checked = Checked::default();
        check_figures(&Page::new(path, text), costs, &mut checked);
        checked.faults.into_iter().map(|fault| fault.what).collect::<Vec<_>>()
    };
    let figures = "A switch takes 9.52 ns, 13.4× a call, and 1,300 KiB.";
    let link = format!("\n\n[costs]: {COSTS}#a\n");
    assert_eq!(check("README.md", &format!("{figures} [It][costs]{link}")), [""; 0]);
    for wrong in ["9.5 ns", "52 ns", "9.52 ms", "13×", "300 KiB"] {
        let link = format!("[It][costs] takes {wrong}.{link}");
        let found = check("README.md", &link);
        assert_eq!(found, [format!("{wrong:?} is not on {COSTS}")]);
        assert_eq!(check("README.md", &link.replace(COSTS, "LICENSE-MIT")), [""; 0]);
    }
    let table = check("README.md", "| a | b |\n| --- | --- |\n| switch | 9.52 ns |\n");
    assert_eq!(table, [format!("these figures belong in {COSTS}")]);
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let check = |text: &str| links::check(&[Page::new("README.md", text)]);
    assert_eq!(check("# A\n\n[a](#a) [b][b] [c](shared/src)\n\n[b]: shared/Cargo.toml\n"), [""; 0]);
    for wrong in
        ["[a](#b)", "[a](away)", "[a][a]", "[a][a]\n\n[a]: away.md", "![][a]\n\n[a]: shared"]
    {
        assert_eq!(check(&format!("# A\n\n{wrong}\n")).len(), 1, "{wrong}");
    }
}

#[test]
fn the_compiler_has_a_version() {
    assert!(compiler().starts_with("1."));
}
