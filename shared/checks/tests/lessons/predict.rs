//! Lessons whose lines are predicted in a terminal before they are shown.

#![cfg(unix)]

use crate::rows;
use checks::lateness::{LATE, excuse};
use checks::predicted::{Asked, COLUMNS, Predicted};
use checks::{Program, workspace};

/// Work for lessons that wait, at a speed at which no two waits end within the lateness of a machine.
const WORK: [&str; 5] = ["--speed", "2", "3", "2", "2.5"];
const ASYNC: &str = "Task One running
Task Two running
Task Two elapsed time: 2.0
Task Two running
Task One elapsed time: 3.0
Task Two elapsed time: 2.5

Total elapsed time: 4.5
";
/// The lateness that the times of that run may have, in lesson seconds.
const LATER: f64 = 2.0 * LATE;

/// Lets a lesson be predicted whose lines are known. `press` gets the line that is asked for, and returns keys. Checks
/// that no line is printed before it is asked for, that all lines are printed in the end, and that each is shown.
fn predict(
    program: Program,
    arguments: &[&str],
    lines: &str,
    press: impl Fn(&Asked<'_>, &str) -> String,
) -> Predicted {
    let text: Vec<&str> = lines.lines().filter(|line| !line.is_empty()).collect();
    let predicted = program.predict(arguments, COLUMNS, "", |_, asked| {
        let printed = asked.printed.lines().filter(|line| !line.is_empty()).count();
        let shown = asked.screen.lines().filter(|line| text.contains(line)).count();
        assert!(shown <= printed, "{}", asked.screen);
        press(asked, text[printed])
    });
    assert_eq!(excuse(&predicted.printed, lines, LATER), lines);
    let shown = predicted.last().to_owned();
    let shown =
        shown.lines().filter(|line| line.starts_with("Task ") || line.starts_with("Total "));
    let shown: Vec<_> = shown.collect();
    let printed: Vec<_> = predicted.printed.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(shown, printed);
    predicted
}

/// Checks that every line can be predicted, and that none has to be.
#[expect(clippy::redundant_closure_for_method_calls, reason = "a method is for one lifetime only")]
fn check(program: Program, arguments: &[&str], lines: &str) {
    let right = predict(program, arguments, lines, |asked, line| asked.key(line));
    let asked = right.asked;
    assert!(asked > 2, "{}", right.last());
    right.check(&format!("You predicted {asked} of {asked} lines."), 0);
    assert_eq!(right.last().matches("\n  Right. ").count(), asked, "{}", right.last());

    let wrong = predict(program, arguments, lines, |asked, line| asked.other_key(line));
    wrong.check(&format!("You predicted 0 of {asked} lines."), 0);
    for words in ["\n  Wrong, it was ", "\n  Not "] {
        assert_eq!(wrong.last().matches(words).count(), asked, "{}", wrong.last());
    }
    // The lanes come last.
    for run in [right, wrong] {
        let drawn = run.last().rsplit_once("You predicted ").expect("there is a score").1;
        assert!(drawn.contains("\nOne  ") && drawn.contains(" running"), "{drawn}");
    }
}

#[test]
fn lessons_that_count_are_predicted() {
    for lesson in [rows::SYNC, rows::COOP] {
        check(lesson.program(), &[], &workspace::expected(lesson.name));
    }
}

#[test]
fn work_of_ones_own_is_predicted() {
    check(rows::ASYNC.program(), &WORK, ASYNC);
}

#[test]
fn ctrl_c_and_the_end_of_input_end_it() {
    for (keys, score, status) in [
        ("\x03", "Interrupted. You predicted 2 of 2 lines so far.", 130),
        ("\x04", "You predicted 2 of 2 lines so far.", 0),
        ("q", "You predicted 2 of 2 lines so far.", 0),
    ] {
        let lines = workspace::expected(rows::COOP.name);
        let lines: Vec<_> = lines.lines().collect();
        let predicted = rows::COOP.program().predict(&[], COLUMNS, "", |number, asked| {
            if number < 2 { asked.key(lines[number]) } else { keys.to_owned() }
        });
        predicted.check(score, status);
        assert_eq!(predicted.printed.lines().collect::<Vec<_>>(), lines[..2]);
        assert!(!predicted.last().contains("\nOne  "), "{}", predicted.last());
    }
}

#[test]
fn other_keys_are_no_answers() {
    let lines = workspace::expected(rows::COOP.name);
    // Enter does nothing; the others are Ctrl-Z, a sign, a digit, arrows, a function key, and letters.
    let others = "\r\x1a?9\x1b[A\x1b[1;5B\x1bOP\x1bbé";
    let press = |asked: &Asked<'_>, line: &str| format!("{others}{}", asked.key(line));
    let predicted = predict(rows::COOP.program(), &[], &lines, press);
    let asked = predicted.asked;
    predicted.check(&format!("You predicted {asked} of {asked} lines."), 0);
    assert_eq!(predicted.last().matches("\n  Keys: a ").count(), 8 * asked);
    assert!(predicted.last().contains("\n  Keys: a or b (or 1 or 2) for a line, q to end.\n"));
    // Digits and capitals are answers, too.
    let digit = |asked: &Asked<'_>, line: &str| {
        let key = asked.key(line);
        let number = key.as_bytes()[0] - b'a' + 1;
        if line.contains("total") { number.to_string() } else { key.to_uppercase() }
    };
    let predicted = predict(rows::COOP.program(), &[], &lines, digit);
    predicted.check(&format!("You predicted {asked} of {asked} lines."), 0);
}

#[test]
fn it_ends_with_the_score_when_nobody_reads_the_lines() {
    let shown = rows::COOP.program().predict_unread();
    let (_, score) = shown.last().rsplit_once("\nYou ").expect("there is a score");
    // It may take a while until the program notices.
    assert!(["have not predicted ", "predicted "].iter().any(|words| score.starts_with(words)));
    assert!(score.contains("\nStatus 0.") && !score.contains("One  "), "{score}");
}

#[test]
fn where_keys_do_not_come_singly_lines_are_read() {
    let lines = workspace::expected(rows::COOP.name);
    let lines: Vec<_> = lines.lines().collect();
    let path = "PATH=/nowhere";
    let predicted = rows::COOP.program().predict(&[], COLUMNS, path, |number, asked| {
        assert!(asked.screen.contains("a letter and Enter"), "{}", asked.screen);
        if number < 3 { format!("\nab\n{}\n", asked.key(lines[number])) } else { "\x04".to_owned() }
    });
    predicted.check("You predicted 3 of 3 lines so far.", 0);
    assert_eq!(predicted.last().matches("\n  Keys: a ").count(), 3);
}

#[test]
fn a_signal_leaves_the_terminal_as_it_was() {
    let program = rows::BLOCKING.program();
    let predicted = program.predict(&["0.1", "0.1"], COLUMNS, "", |number, asked| {
        if number == 0 {
            return asked.key("Task One running");
        }
        asked.terminate();
        String::new()
    });
    // There are no lanes, because the rest of the run isn't shown, as after Ctrl-C.
    predicted.check("Interrupted. You predicted 1 of 1 line so far.", 128 + 15);
    assert!(!predicted.last().contains("\nOne  "), "{}", predicted.last());
    assert_eq!(predicted.printed, "Task One running\n");
}

#[test]
fn ctrl_c_shows_what_there_was_before_it_is_predicted() {
    let arguments = ["--predict", "--speed", "1", "0", "0", "0", "0", "100"];
    let until = Some("comes next.");
    let shown = rows::BLOCKING.program().in_terminal(&arguments, "xterm-256color", COLUMNS, until);
    assert_eq!(shown.status, Some(-2), "{}", shown.last());
    let (_, shown) = shown.last().split_once("comes next.").expect("it is said");
    // Ctrl-C may come at any time, even between the end of a piece of work and its line. Then some more lines are
    // printed until the program ends.
    let printed = shown.matches(" elapsed time: 0.0\n").count();
    let (_, told) = shown.split_once("\nInterrupted: ").expect("it is told");
    let (done, _) = told.split_once(" of 5 pieces of work done").expect("it is told");
    let done: usize = done.parse().expect("it is a number");
    assert!(done <= printed + 1, "{shown}");
}

#[test]
fn questions_fit_in_a_narrow_terminal_and_in_ascii() {
    let columns = 40;
    let arguments = [&WORK[..], &["--ascii"]].concat();
    let predicted = rows::ASYNC.program().predict(&arguments, columns, "", |_, asked| {
        let narrow = asked.screen.lines().skip_while(|line| !line.starts_with("  Answer "));
        for line in narrow {
            assert!(line.chars().count() < columns.into() && line.is_ascii(), "{line}");
        }
        "a".to_owned()
    });
    predicted.last();
    assert_eq!(predicted.shown.status, Some(0));
}

#[test]
fn how_long_it_takes_beforehand_is_said_if_it_takes_long() {
    let note = |program: Program, arguments: &[&str], until| {
        let arguments = [&["--predict"], arguments].concat();
        let shown = program.in_terminal(&arguments, "xterm-256color", COLUMNS, until);
        let (note, _) = shown.last().split_once("comes next.").expect("there is a note");
        assert!(note.lines().all(|line| line.len() <= 60), "{note}");
        note.replace('\n', " ")
    };
    for lesson in [rows::BLOCKING, rows::ASYNC, rows::HTTP] {
        let nothing = note(lesson.program(), &["--empty"], None);
        assert!(nothing.starts_with("The program runs once beforehand, and shows"), "{nothing}");
    }
    let long = note(rows::BLOCKING.program(), &["1000000"], Some("comes next."));
    assert!(long.contains(", at --speed 8 for up to 125000 s, and shows"), "{long}");
    let unknown = note(rows::COOP.program(), &["--empty"], None);
    assert!(unknown.contains(", until it is done or Ctrl-C ends it, and shows"), "{unknown}");
}

#[test]
fn files_are_written_whether_or_not_all_is_predicted() {
    for keys in ["a", "q"] {
        let files = checks::folder();
        let path = |name: &str| files.path().join(name).to_str().expect("it is UTF-8").to_owned();
        let [page, picture, trace] = ["run.html", "run.svg", "run.json"].map(path);
        let arguments = ["--html", &page, "--svg", &picture, "--trace", &trace];
        let predicted =
            rows::SYNC.program().predict(&arguments, COLUMNS, "", |_, _| keys.to_owned());
        assert_eq!(predicted.shown.status, Some(0), "{}", predicted.last());
        for file in [page, picture, trace] {
            assert!(std::fs::metadata(&file).is_ok_and(|file| file.len() > 0), "{file}");
        }
    }
}

#[test]
fn without_a_terminal_nothing_is_run() {
    for lesson in [rows::SYNC, rows::COOP, rows::BLOCKING, rows::ASYNC, rows::HTTP] {
        let told = "error: --predict asks questions, so standard input and standard error must \
                    be a terminal\n";
        lesson.program().run(["--predict"]).check("", told, 2);
    }
}
