//! What lessons ought to print: worked out from their schedules, with neither tasks nor clocks.

use crate::Program;
use std::collections::BTreeMap;

const NAMES: [&str; 2] = ["One", "Two"];

/// A line that a lesson ought to print.
#[derive(Clone, Debug)]
pub enum Line {
    /// Just this text.
    Text(String),
    /// This text and, after a colon and a space, lesson seconds with one decimal.
    Time {
        /// What stands before the colon.
        text: String,
        /// The seconds, if every wait took exactly as long as it should.
        seconds: f64,
        /// How many waits in a row they are made of, each of which may end a little late.
        waits: usize,
    },
}

/// Returns the lines as they are printed if every wait takes exactly as long as it should.
pub fn print(lines: &[Line]) -> String {
    let print = |line: &Line| match line {
        Line::Text(text) => format!("{text}\n"),
        Line::Time { text, seconds, .. } => format!("{text}: {seconds:.1}\n"),
    };
    lines.iter().map(print).collect::<Vec<_>>().concat()
}

/// Returns what a lesson prints whose tasks take turns, and block: each piece of work, given as what is
/// printed when it is begun and the seconds it takes, falls to the next task in turn.
pub fn blocking(work: &[(String, f64)]) -> Vec<Line> {
    let mut lines = Vec::new();
    for ((begin, seconds), name) in work.iter().zip(NAMES.iter().cycle()) {
        lines.push(Line::Text(format!("Task {name} {begin}")));
        lines.push(elapsed(name, *seconds));
    }
    let seconds = work.iter().map(|(_, seconds)| seconds).sum();
    lines.extend(total(seconds, work.len()));
    lines
}

/// Returns what a lesson prints whose tasks wait together: whoever is first done with waiting goes on, and
/// of two who are done at the same time, whoever has waited longer.
pub fn concurrent(work: &[(String, f64)]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut work = work.iter().enumerate();
    let mut idle = NAMES.map(|name| (name, 0, 0)).to_vec();
    // Ordered by when a piece of work is done, then by when it was begun.
    let mut begun = BTreeMap::new();
    let mut last = (0, 0);
    loop {
        for (name, now, waits) in idle.drain(..) {
            if let Some((number, (begin, seconds))) = work.next() {
                lines.push(Line::Text(format!("Task {name} {begin}")));
                begun.insert((now + ticks(*seconds), number), (name, *seconds, waits + 1));
            }
        }
        let Some(((now, _), (name, seconds, waits))) = begun.pop_first() else { break };
        lines.push(elapsed(name, seconds));
        idle.push((name, now, waits));
        last = (now, last.1.max(waits));
    }
    let (now, waits) = last;
    lines.extend(total(f64::from(now) / TICKS, waits));
    lines
}

/// Ticks in a second: times are compared in whole ticks, so that equal ones are equal.
const TICKS: f64 = 10_000.0;

fn ticks(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tests stay small")]
    let ticks = (seconds * TICKS).round() as u32;
    ticks
}

fn elapsed(name: &str, seconds: f64) -> Line {
    Line::Time { text: format!("Task {name} elapsed time"), seconds, waits: 1 }
}

fn total(seconds: f64, waits: usize) -> [Line; 2] {
    let text = "Total elapsed time".to_owned();
    [Line::Text(String::new()), Line::Time { text, seconds, waits }]
}

/// Seconds on the wall by which a wait may end late without being a fault of the lesson's.
const LATE: f64 = if cfg!(windows) { 0.03 } else { 0.01 };

/// How many times a run is tried.
const TRIES: usize = 12;

/// Checks that a lesson that waits prints what it ought to: every line in its place, and every time
/// to the printed decimal.
///
/// On a machine that is busy with other things any wait may end late, so a run in which one did is
/// tried again. A lesson that is itself too slow is late every time, and one that prints another
/// line, or a time that is too short, is wrong at once.
pub fn check_exactly(lesson: Program, arguments: &[&str], expected: &[Line]) {
    check_within(lesson, arguments, expected, 0.0);
}

/// Does what [`check_exactly`] does at `speed`, except that every wait may end a little late.
pub fn check(lesson: Program, speed: u32, arguments: &[&str], expected: &[Line]) {
    let speed_argument = speed.to_string();
    let arguments: Vec<_> = ["--speed", &speed_argument].iter().chain(arguments).copied().collect();
    check_within(lesson, &arguments, expected, LATE * f64::from(speed));
}

/// Does what [`check`] does for work given in seconds.
pub fn check_work(lesson: Program, speed: u32, work: &[f64], expected: &[Line]) {
    let arguments: Vec<_> = work.iter().map(f64::to_string).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    check(lesson, speed, &arguments, expected);
}

fn check_within(lesson: Program, arguments: &[&str], expected: &[Line], late: f64) {
    let mut seen = String::new();
    for _ in 0..TRIES {
        let run = lesson.run(arguments);
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        if in_time(&run.stdout, expected, late) {
            return;
        }
        seen = run.stdout;
    }
    panic!("{arguments:?} was late {TRIES} times: {seen}");
}

/// Returns whether all times in `stdout`, which must otherwise be as `expected`, are in time.
fn in_time(stdout: &str, expected: &[Line], late: f64) -> bool {
    let mut in_time = true;
    let lines: Vec<_> = stdout.lines().collect();
    for (line, expected) in lines.iter().zip(expected) {
        match expected {
            Line::Text(text) => assert_eq!(line, text, "in {stdout}"),
            Line::Time { text, seconds, waits } => {
                let printed = line.strip_prefix(text.as_str()).and_then(|l| l.strip_prefix(": "));
                let printed = printed.unwrap_or_else(|| panic!("{line} for {text} in {stdout}"));
                let number: f64 = printed.parse().expect("a time is a number");
                assert_eq!(printed, format!("{number:.1}"), "one decimal in {stdout}");
                let earliest: f64 = format!("{seconds:.1}").parse().expect("it is a number");
                assert!(number >= earliest, "{line} is too short, not {seconds}, in {stdout}");
                #[expect(clippy::cast_precision_loss, reason = "there are few waits")]
                let latest = earliest + late * *waits as f64;
                in_time &= number <= latest + 1e-9;
            }
        }
    }
    assert_eq!(lines.len(), expected.len(), "{stdout}");
    in_time
}
