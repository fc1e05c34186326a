//! The evenings of the parents, step by step, as on their pages.

use checks::played::{array, line, number, printed, runs, text};
use checks::{Program, Run, workspace};
use serde_json::Value;
use std::fmt::Write;
use std::sync::LazyLock;
use timeline::clock;

/// The most bytes of a page.
const MOST: usize = 200_000;
const NAMES: [&str; 4] = ["sync-parent", "polling-parent", "threading-parent", "async-parent"];

/// Returns the minutes since the evening began.
fn minutes(seconds: &Value) -> u32 {
    let seconds = u32::try_from(number(seconds)).expect("an evening is short");
    assert_eq!(seconds % 60, 0, "a clock of minutes");
    seconds / 60
}

/// Returns the words of a line of a story, without the time.
fn words(line: &str) -> Vec<&str> {
    let is_time = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b':';
    line.split_whitespace().skip_while(is_time).collect()
}

/// Returns the steps, each with its time, line and words.
fn told(run: &Value) -> String {
    let mut told = String::new();
    for step in array(&run["steps"]) {
        let at = clock(minutes(&step["at"]));
        let mark = if step["switch"] == true { "->" } else { "" };
        writeln!(told, "{at} {mark:2} {}", text(&step["words"])).expect("it is a string");
        if let [file, first, last] = array(&step["lines"]) {
            assert_eq!(first, last);
            let line = line(run, file, first);
            writeln!(told, "{:9}{first}: {line}", "").expect("it is a string");
        }
    }
    told
}

/// An evening, and the lines printed about it.
struct Evening {
    name: &'static str,
    arguments: &'static [&'static str],
    story: String,
    run: Value,
}

/// The evenings of all parents.
static EVENINGS: LazyLock<Vec<Evening>> = LazyLock::new(|| {
    let seeds: [&[&str]; 3] = [&[], &["--seed=0"], &["--seed=1"]];
    let all = seeds.into_iter().flat_map(|seed| NAMES.map(|name| (name, seed)));
    let others: [(_, &[&str]); 2] =
        [("threading-parent", &["--fix"]), ("polling-parent", &["--every=1"])];
    all.chain(others).flat_map(|(name, arguments)| played(name, arguments)).collect()
});

/// Returns the evenings that a parent shows.
fn played(name: &'static str, arguments: &'static [&str]) -> Vec<Evening> {
    let (Run { stdout, .. }, page) = Program::named(name).written(arguments, "--html");
    assert!(page.len() <= MOST, "{name}: {}", page.len());
    let evening = |run: Value| {
        // If there are two, each has a title.
        let title = format!("{}:\n\n", text(&run["title"]));
        let from = stdout.split_once(&title).map_or(&*stdout, |(_, rest)| rest);
        let story = from.split("\n\n").next().expect("there is a story").to_owned();
        Evening { name, arguments, story, run }
    };
    runs(&page).into_iter().map(evening).collect()
}

#[test]
fn each_step_has_its_line() {
    let told = |name, arguments: &[&str]| {
        let those = EVENINGS.iter().filter(|it| it.name == name && it.arguments == arguments);
        those.map(|it| told(&it.run)).collect::<Vec<_>>().join("\n")
    };
    for name in NAMES {
        workspace::check_expected(&format!("{name}--steps"), &told(name, &[]));
    }
    let fixed = told("threading-parent", &["--fix"]);
    workspace::check_expected("threading-parent--fix--steps", &fixed);
}

#[test]
fn every_line_of_the_story_is_in_one_step() {
    for Evening { story, run, .. } in &*EVENINGS {
        let lines = printed(run);
        assert_eq!(lines.join("\n"), *story);
        let mut before = 0;
        for step in array(&run["steps"]) {
            let Some(now) = step["is"].get("printed").map(number) else { continue };
            assert!(now > before, "{step}");
            let line = lines[before..now].join(" ");
            let told = text(&step["words"]);
            let full_stop = if line.ends_with(['.', '!']) { "" } else { "." };
            let told_line = words(&line).join(" ") + full_stop;
            assert!(told_line.eq_ignore_ascii_case(told), "{told_line:?}: {told:?}");
            before = now;
        }
        assert_eq!(before, lines.len());
    }
}

#[test]
fn the_states_of_the_steps_are_those_of_the_lanes() {
    for Evening { run, .. } in &*EVENINGS {
        let lanes = array(&run["lanes"]);
        let labels = array(&run["work"]["kept"][0][1]);
        let steps = array(&run["steps"]);
        let mut tasks = vec![Value::Null; lanes.len()];
        for (place, step) in steps.iter().enumerate() {
            for (task, now) in step["is"]["tasks"].as_object().into_iter().flatten() {
                tasks[task.parse::<usize>().expect("it is a number")] = now.clone();
            }
            let at = minutes(&step["at"]);
            let next = steps.get(place + 1).map_or(at, |next| minutes(&next["at"]));
            assert!(at <= next, "{step}");
            // Spans without a length aren't in the lanes.
            if at == next {
                continue;
            }
            for (lane, task) in lanes.iter().zip(&tasks) {
                let during = |span: &&Value| minutes(&span[0]) <= at && minutes(&span[1]) > at;
                let span = array(&lane["spans"]).iter().find(during);
                let state = span.map_or("finished", |span| text(&span[2]));
                assert_eq!(task["state"], state, "{}: {step}", lane["name"]);
                // The thing that a parent wants is the thing that the parent waits for.
                let work = span.and_then(|span| span.get(3));
                let is_busy = |work: &&Value| !text(&labels[number(work)]).starts_with("wants ");
                assert_eq!(task.get("work"), work.filter(is_busy), "{step}");
                assert_eq!(task.get("wait").is_some(), state == "waiting", "{step}");
                if let Some(until) = task.get("until") {
                    assert!(minutes(until) > at, "{task}");
                }
            }
        }
    }
}

#[test]
fn a_task_is_where_it_runs_or_where_it_is_suspended() {
    for Evening { run, .. } in &*EVENINGS {
        for step in array(&run["steps"]) {
            let tasks = step["is"]["tasks"].as_object().into_iter().flatten();
            for (_, task) in tasks {
                let [file, at] = array(&task["place"]) else { continue };
                let line = line(run, file, at);
                let code = ["parent.", "parent(", "drop(", "yield_now()", "}"];
                assert!(code.iter().any(|code| line.contains(code)), "{line}");
                assert_ne!(task["state"], "finished", "what is finished is nowhere: {step}");
            }
        }
    }
}

#[test]
fn a_question_has_the_answer_that_comes() {
    let mut asked = 0;
    for Evening { run, .. } in &*EVENINGS {
        for steps in array(&run["steps"]).windows(2) {
            let choices = array(&steps[0]["what"]);
            if choices.is_empty() {
                continue;
            }
            asked += 1;
            let texts: Vec<_> = choices.iter().map(|choice| text(&choice["text"])).collect();
            assert!(texts.len() > 1 && texts.is_sorted_by(|one, next| one < next), "{texts:?}");
            let right: Vec<_> = choices.iter().filter(|choice| choice["right"] == true).collect();
            let [right] = right[..] else { panic!("{choices:?}") };
            assert_eq!(right["text"], steps[1]["words"]);
            // There are no such words about somebody who has only just begun to need help.
            let begun = text(&steps[0]["words"]).split(' ').next().expect("there are words");
            let is_denied = |choice: &Value| text(&choice["why"]).starts_with("Nobody needs");
            let help = format!("helps {begun},");
            let mut denied = choices.iter().filter(|choice| is_denied(choice));
            assert!(denied.all(|choice| !text(&choice["text"]).contains(&help)), "{choices:?}");
            assert!(
                choices.iter().all(|choice| text(&choice["why"]).ends_with('.')),
                "{choices:?}"
            );
        }
    }
    assert!(asked > 0);
}
