//! The steps on the pages of the lessons, each with its lines.

use checks::played::{array, line, runs, text};
use checks::{Program, workspace};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::thread;

/// The most bytes of the page of a lesson's own run.
const MOST: usize = 200_000;
/// The most bytes of the page of a long run.
const MOST_OF_MUCH: usize = 2_000_000;

/// The programs, at speeds at which even a busy machine gives each task the same work.
const PROGRAMS: [(&str, &[&str]); 7] = [
    ("lesson-01-sync", &[]),
    ("lesson-02-coop", &[]),
    ("lesson-03-blocking", &["--speed", "3"]),
    ("lesson-04-async", &["--speed", "3"]),
    ("lesson-05-http", &["--speed", "0.4"]),
    ("by_hand", &[]),
    ("event_loop", &["--speed", "3"]),
];

/// Returns the runs in the page of a program.
fn played(name: &'static str, arguments: &[&str], most: usize) -> Vec<Value> {
    let (_, page) = Program::named(name).written(arguments, "--html");
    assert!(page.len() <= most, "{name}: {} bytes", page.len());
    runs(&page)
}

/// Returns the subject of a step: a task, or main.
fn who<'a>(run: &'a Value, words: &str) -> &'a str {
    let names = array(&run["lanes"]).iter().map(|lane| text(&lane["name"]));
    let is_named =
        |name: &&str| words.split(|letter: char| !letter.is_alphanumeric()).any(|it| it == *name);
    // A step in which main makes a task is about main.
    names.filter(|_| !words.starts_with("main ")).find(is_named).unwrap_or("main")
}

/// Returns the steps of main and of each task, with their lines, but without anything that depends on the speed of the
/// machine.
fn told(run: &Value) -> String {
    let pattern = |pattern| Regex::new(pattern).expect("it is a pattern");
    let held = pattern(" after holding it for [0-9.]+ s");
    let holds = pattern(" now holds the thread for [0-9.]+ s(, in)?");
    let time = pattern("(time:|ends at) [0-9.]+");
    let mut told: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for step in array(&run["steps"]) {
        let words = text(&step["words"]);
        // Between two timers that end together, there is no time to rest.
        if words.starts_with("The run queue is empty") {
            continue;
        }
        // A busy machine may hold up a task for a long time, at any line.
        let words = time.replace_all(words, "$1 …");
        let words = holds.replace(&held.replace(&words, ""), " runs").into_owned();
        let code = match array(&step["lines"]) {
            [file, first, last] if first == last => {
                format!("\n    {first}: {}", line(run, file, first))
            }
            [file, first, last] => format!("\n    {first} to {last}: {} …", line(run, file, first)),
            _ => String::new(),
        };
        told.entry(who(run, &words)).or_default().push(words + &code);
    }
    let mut all = format!("{}\n", text(&run["title"]));
    for (who, mut steps) in told {
        writeln!(all, "\n{who}:").expect("it is a string");
        let line = |step: &str| step.split_once('\n').map(|(_, line)| line.to_owned());
        // After that, the task goes on where it was.
        steps.dedup_by(|next, before| next.contains(" runs.") && line(next) == line(before));
        for step in without_repetition(&steps) {
            writeln!(all, "{step}").expect("it is a string");
        }
    }
    all
}

/// Returns the steps without repetitions, since a page may come in any number of parts.
fn without_repetition(steps: &[String]) -> Vec<&str> {
    let mut once: Vec<&str> = Vec::new();
    for step in steps {
        once.push(step);
        let new = once.len().saturating_sub(3);
        if step.contains("something arrived for it") && once[..new].ends_with(&once[new..]) {
            once.truncate(new);
        }
    }
    once
}

#[test]
fn has_its_lines() {
    thread::scope(|scope| {
        for (name, arguments) in PROGRAMS {
            scope.spawn(move || {
                let told: Vec<_> = played(name, arguments, MOST).iter().map(told).collect();
                workspace::check_expected(&format!("{name}--steps"), &told.join("\n"));
            });
        }
    });
}

#[test]
fn a_long_run_has_a_small_page() {
    let much = ["60000", "60000", "3", "60000"];
    let many = vec!["7"; 2000];
    for work in [&much[..], &many[..]] {
        let [run] = &played("lesson-02-coop", work, MOST_OF_MUCH)[..] else { panic!("one run") };
        let steps = array(&run["steps"]);
        let folded = steps.iter().filter_map(|step| step["folded"].as_u64()).sum::<u64>();
        let kept = steps.iter().filter(|step| step["folded"].is_null()).count() as u64;
        let turns: u64 = work.iter().map(|count| count.parse::<u64>().expect("a number")).sum();
        // Each turn begins and ends, and the lines in between are steps, too.
        assert!(folded + kept > 2 * turns, "{folded} steps are folded, {kept} kept");
        let printed = steps.last().map(|step| &step["is"]).expect("there are steps");
        assert_eq!(run["printed"]["all"], 2 * work.len() as u64, "{printed}");
    }
}
