//! The game line by line.

use crate::levels::play;
use checks::{Program, Run};
use executor::{Kind, Level, levels};
use std::io::Write;
use std::process::Stdio;

/// Plays with these arguments, and these lines on standard input.
fn run(arguments: &[&str], lines: &[String]) -> Run {
    let mut command = Program::named("executor").command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    let text = lines.join("\n");
    stdin.write_all(text.as_bytes()).expect("the game reads all lines");
    drop(stdin);
    Run::from(child.wait_with_output().expect("the program ends"))
}

/// Plays a level with these lines, and returns the paragraphs of the output, each on one line.
fn said(level: &Level, lines: &[impl ToString]) -> Vec<String> {
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let printed = run(&["--plain", level.name], &lines).ok();
    let words = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    printed.split("\n\n").map(words).collect()
}

fn level(name: &str) -> &'static Level {
    levels::ALL.into_iter().find(|level| level.name == name).expect("there is such a level")
}

/// Returns a shortest solution or, if there is none, any schedule.
fn schedule(level: &Level) -> Vec<usize> {
    let mut schedule = Vec::new();
    loop {
        if let Some(shortest) = level.explore(&[]).shortest {
            return shortest;
        }
        let Some(next) = play(level, &schedule).1.choices(level.rule).pop() else {
            return schedule;
        };
        schedule.push(next);
    }
}

/// Returns a number below a million with a comma between thousands.
fn grouped(number: u128) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}

#[test]
fn a_shortest_solution_wins_and_forbidden_polls_change_nothing() {
    for level in levels::ALL {
        let schedule = schedule(level);
        let names = play(level, &[]).1;
        let numbers: Vec<_> = schedule.iter().map(|task| task + 1).collect();
        let allowed = said(level, &numbers);
        let is_won = |said: &[String]| said.iter().any(|it| it.contains("You have won, "));
        assert_eq!(is_won(&allowed), level.kind == Kind::Reach, "{}: {allowed:?}", level.name);
        if level.kind == Kind::Reach {
            let polls = schedule.len();
            let won = format!("You have won, in {polls} polls. It can't be done in fewer. ");
            let learnt = format!("{won}{} Read on: {}", level.won, level.chapter);
            assert!(
                allowed.iter().any(|said| said.ends_with(&learnt)),
                "{}: {allowed:?}",
                level.name
            );
            let before_the_last = said(level, &numbers[..polls - 1]);
            assert!(!is_won(&before_the_last), "{}", level.name);
        }

        // Before each poll, and after the last one, try all tasks that may not be polled, by name and by number.
        let mut lines = Vec::new();
        let mut forbidden = 0;
        for length in 0..=schedule.len() {
            let choices = if length == schedule.len() {
                Vec::new()
            } else {
                play(level, &schedule[..length]).1.choices(level.rule)
            };
            for task in (0..names.len()).filter(|task| !choices.contains(task)) {
                forbidden += 2;
                lines.extend([names.name(task).to_owned(), (task + 1).to_string()]);
            }
            lines.extend(schedule.get(length).map(|task| (task + 1).to_string()));
        }
        let mut rest = allowed.iter().peekable();
        let mut refusals = said(level, &lines);
        refusals.retain(|said| rest.next_if_eq(&said).is_none());
        assert_eq!((refusals.len(), rest.next()), (forbidden, None), "{}", level.name);
        let reasons = [
            " was not woken",
            " is not in the run queue, and others are",
            "This level ends after ",
            " is done: a future that is done must not be polled again.",
            " is in the run queue, but the last poll woke ",
            "The level is over",
            "A task panicked",
        ];
        for refusal in refusals {
            assert!(reasons.iter().any(|reason| refusal.contains(reason)), "{refusal}");
        }
    }
}

#[test]
fn all_schedules_are_counted() {
    for level in levels::ALL {
        let report = level.explore(&[]);
        let all = said(level, &["all"]).concat();
        let (many, one) = level.does;
        let schedules = grouped(report.schedules);
        let expected = match report.broken {
            0 => [format!("None of the {schedules} schedules"), format!(" {one}: that's a proof.")],
            1 => [format!("All {schedules} schedules"), format!(": 1 of them {one}.")],
            broken => {
                let broken = grouped(broken);
                [format!("All {schedules} schedules"), format!(": {broken} of them {many}.")]
            }
        };
        assert!(expected.iter().all(|words| all.contains(words)), "{expected:?}: {all}");
        assert_eq!(all.contains("You have won."), level.kind == Kind::Prove, "{all}");
        if let Some(shortest) = &report.shortest {
            let names = report.names(shortest).join(", ");
            let told = format!("The shortest takes {} polls: {names}.", shortest.len());
            assert!(all.contains(&told), "{told}: {all}");
        }
    }
}

#[test]
fn hints_lead_to_the_goal() {
    for level in levels::ALL.into_iter().filter(|level| level.kind == Kind::Reach) {
        let run = play(level, &[]).1;
        let mut lines = vec!["hint".to_owned()];
        let mut told = vec![level.hint.to_owned()];
        for task in schedule(level) {
            let name = run.name(task);
            lines.extend(["hint".to_owned(), name.to_owned()]);
            told.push(format!("Poll {name} next."));
        }
        let mut said = said(level, &lines);
        said.retain(|said| {
            *said == level.hint || said.starts_with("Poll ") && said.ends_with(" next.")
        });
        assert_eq!(said, told, "{}", level.name);
    }
}

#[test]
fn a_solution_is_shown_to_those_who_give_up() {
    for level in levels::ALL {
        let said = said(level, &["give up"]);
        let is_won = said.iter().any(|said| said.contains("You have won"));
        let is_shown = said.iter().any(|said| said.contains("as you were shown"));
        let is_proof = level.kind == Kind::Prove;
        assert_eq!((is_won, is_shown), (is_proof, !is_proof), "{}: {said:?}", level.name);
        assert!(said.iter().any(|said| said.contains(level.won)), "{}: {said:?}", level.name);
    }
}

#[test]
fn polls_are_undone() {
    let level = level("lost-update");
    // The last answer, and the state of the tasks after it.
    let after = |lines: &[&str]| {
        let mut said = said(level, lines);
        said.truncate(said.len() - 1);
        let state = said.pop().unwrap_or_default();
        assert!(state.contains("Run queue: ") && state.contains(" balance: "), "{state}");
        (said.pop().unwrap_or_default(), state)
    };
    let (answer, begun) = after(&["1", "restart"]);
    assert_eq!(answer, "The level starts over.");
    assert_ne!(after(&["1"]).1, begun);
    assert_eq!(after(&["1", "undo"]), ("The poll of One is undone.".to_owned(), begun.clone()));
    let undone = after(&["1", "1", "2", "u"]);
    assert_eq!(undone, ("The poll of Two is undone.".to_owned(), after(&["1", "1"]).1));
    assert_eq!(after(&["1", "1", "restart"]).1, begun);
    assert!(said(level, &["undo"]).contains(&"There is no poll to undo.".to_owned()));
}

#[test]
fn nonsense_gets_a_sentence_and_another_try() {
    let level = level("lost-update");
    let long = "x".repeat(5_000);
    let lines =
        ["polls", "0", "4", "-1", "1.5", "99999999999999999999", "ü", "", " \t", &long, "One"];
    let begun = said(level, &[] as &[&str]).len() - 1;
    let said = said(level, &lines);
    let answers = &said[begun..said.len() - 1];
    let (nonsense, poll) = answers.split_at(8);
    for (said, line) in nonsense.iter().zip(lines.iter().filter(|line| !line.trim().is_empty())) {
        let is_number = line.bytes().all(|byte| byte.is_ascii_digit());
        let words = if is_number {
            "There is no such task; they have the numbers 1 to 3."
        } else {
            "is neither a task nor a command: `help` lists them all."
        };
        assert!(said.ends_with(words), "{line}: {said}");
        assert!(said.len() < 120, "{said}");
    }
    assert!(poll[0].starts_with("One yielded in line "), "{poll:?}");
}

#[test]
fn what_is_asked_for_is_answered() {
    let level = level("lost-update");
    let begun = said(level, &[] as &[&str]);
    assert_eq!(begun[0], "Level 8 of 15: A lost update");
    assert!(begun[1].starts_with(level.goal), "{begun:?}");
    let shown = |lines: &[&str]| said(level, lines)[begun.len() - 1..].join(" ");
    let help = shown(&["help"]);
    for command in ["undo", "restart", "hint", "give up", "all", "source", "next", "quit"] {
        assert!(help.contains(&format!("`{command}`")), "{help}");
    }
    let program = shown(&["source"]);
    for line in level.source.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(program.contains(&line), "{line}: {program}");
    }
    assert!(shown(&["next"]).contains("Level 9 of 15: "));
    assert_eq!(shown(&["quit", "1", "nonsense"]), "");
    let last = levels::ALL[levels::ALL.len() - 1];
    assert!(said(last, &["next"]).contains(&"That was the last level.".to_owned()));
}

#[test]
fn levels_are_listed_and_found() {
    let listed = run(&["--list"], &[]).ok();
    assert_eq!(listed.lines().count(), levels::ALL.len());
    for ((number, level), line) in (1..).zip(levels::ALL).zip(listed.lines()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let title = level.title.split_whitespace();
        let number = format!("{number}");
        let expected: Vec<_> = [&number, level.name].into_iter().chain(title).collect();
        assert_eq!(words, expected);
        let first = format!("Level {number} of {}: {}\n", levels::ALL.len(), level.title);
        for name in [&number, level.name, &level.name.to_uppercase(), &level.name.replace('-', "_")]
        {
            assert!(run(&[name, "--plain"], &[]).ok().starts_with(&first), "{name}");
        }
    }
}

#[test]
fn what_cannot_be_meant_is_said_on_standard_error() {
    for arguments in [
        &["0"][..],
        &["16"],
        &["-1"],
        &["nonsense"],
        &["--nonsense"],
        &["1", "2"],
        &["--list", "1"],
        &[""],
    ] {
        let Run { stdout, stderr, status } = run(arguments, &[]);
        assert_eq!((stdout.as_str(), status), ("", Some(2)), "{arguments:?}");
        assert!(stderr.starts_with("error: ") && stderr.lines().count() == 1, "{stderr}");
    }
    assert!(run(&["--help"], &[]).ok().starts_with("Usage: cargo executor "));
}
