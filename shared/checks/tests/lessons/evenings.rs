//! The evenings of the parents, step by step, as their pages have them.

use checks::played::{array, line, number, printed, runs, text};
use checks::{Program, workspace};
use serde_json::Value;
use std::fmt::Write;
use timeline::clock;

/// The most bytes of a page.
const MOST: usize = 200_000;
const NAMES: [&str; 4] = ["sync-parent", "polling-parent", "threading-parent", "async-parent"];

/// Returns what a parent prints, and the runs in its page.
fn played(name: &'static str, arguments: &[&str]) -> (String, Vec<Value>) {
    let (run, page) = Program::named(name).written(arguments, "--html");
    assert!(page.len() <= MOST, "{name}: {}", page.len());
    (run.stdout, runs(&page))
}

/// Returns the minutes since the evening began.
fn minutes(seconds: &Value) -> u32 {
    let seconds = u32::try_from(number(seconds)).expect("an evening is short");
    assert_eq!(seconds % 60, 0, "a clock of minutes");
    seconds / 60
}

/// Returns a line of a story as it is in a step: without the time, and with one space between words.
fn words(line: &str) -> Vec<&str> {
    let is_time = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b':';
    line.split_whitespace().skip_while(is_time).collect()
}

/// Returns the steps: time, line and words.
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

#[test]
fn each_step_has_its_line() {
    for name in NAMES {
        let (_, runs) = played(name, &[]);
        let [run] = &runs[..] else { panic!("{name}: {} runs", runs.len()) };
        workspace::check_expected(&format!("{name}--steps"), &told(run));
    }
    let (_, runs) = played("threading-parent", &["--fix"]);
    assert_eq!(runs.len(), 2);
    let told: Vec<_> = runs.iter().map(told).collect();
    workspace::check_expected("threading-parent--fix--steps", &told.join("\n"));
}

/// Evenings of all parents, each with what is printed of it.
fn evenings() -> impl Iterator<Item = (String, Value)> {
    let seeds = (0..5).map(|seed| vec![format!("--seed={seed}")]);
    let arguments = [vec![]].into_iter().chain(seeds);
    let all = arguments.flat_map(|seed| NAMES.map(|name| (name, seed.clone())));
    let fixed = [("threading-parent", vec!["--fix".to_owned()])];
    let often = [("polling-parent", vec!["--every=1".to_owned()])];
    all.chain(fixed).chain(often).flat_map(|(name, arguments)| {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let (stdout, runs) = played(name, &arguments);
        // Where there are two, each has a title.
        let story = |run: &Value| match stdout.split_once(&format!("{}:\n\n", text(&run["title"])))
        {
            Some((_, rest)) => rest.split("\n\n").next().map(str::to_owned),
            None => stdout.split("\n\n").next().map(str::to_owned),
        };
        let told = |run: Value| (story(&run).expect("there is a story"), run);
        runs.into_iter().map(told).collect::<Vec<_>>()
    })
}

#[test]
fn every_line_of_the_story_is_in_one_step() {
    for (story, run) in evenings() {
        let lines = printed(&run);
        assert_eq!(lines.join("\n"), story);
        let mut before = 0;
        for step in array(&run["steps"]) {
            let Some(now) = step["is"].get("printed").map(number) else { continue };
            assert!(now > before, "{step}");
            let line = lines[before..now].join(" ");
            assert_eq!(words(&line).join(" "), text(&step["words"]));
            before = now;
        }
        assert_eq!(before, lines.len());
    }
}

#[test]
fn the_states_of_the_steps_are_those_of_the_lanes() {
    for (_, run) in evenings() {
        let lanes = array(&run["lanes"]);
        let steps = array(&run["steps"]);
        let mut tasks = vec![Value::Null; lanes.len()];
        for (number, step) in steps.iter().enumerate() {
            for (task, now) in step["is"]["tasks"].as_object().into_iter().flatten() {
                tasks[task.parse::<usize>().expect("it is a number")] = now.clone();
            }
            let at = minutes(&step["at"]);
            let next = steps.get(number + 1).map_or(at, |next| minutes(&next["at"]));
            assert!(at <= next, "{step}");
            // What lasts for no time is not in the lanes.
            if at == next {
                continue;
            }
            for (lane, task) in lanes.iter().zip(&tasks) {
                let during = |span: &&Value| minutes(&span[0]) <= at && minutes(&span[1]) > at;
                let span = array(&lane["spans"]).iter().find(during);
                let state = span.map_or("finished", |span| text(&span[2]));
                assert_eq!(task["state"], state, "{}: {step}", lane["name"]);
                assert_eq!(task.get("work"), span.and_then(|span| span.get(3)), "{step}");
                if let Some(until) = task.get("until") {
                    assert!(minutes(until) > at, "{task}");
                }
            }
        }
    }
}

#[test]
fn a_task_is_where_it_runs_or_where_it_is_suspended() {
    for (_, run) in evenings() {
        for step in array(&run["steps"]) {
            let tasks = step["is"]["tasks"].as_object().into_iter().flatten();
            for (_, task) in tasks {
                let [file, at] = array(&task["place"]) else { continue };
                let line = line(&run, file, at);
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
    for (_, run) in evenings() {
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
            assert!(
                choices.iter().all(|choice| text(&choice["why"]).ends_with('.')),
                "{choices:?}"
            );
        }
    }
    assert!(asked > 0);
}
