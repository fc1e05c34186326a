//! What lessons ought to print: worked out from their schedules, with neither tasks nor clocks.

use super::Lesson;
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

/// The lines as they are printed if every wait takes exactly as long as it should.
pub fn print(lines: &[Line]) -> String {
    let print = |line: &Line| match line {
        Line::Text(text) => format!("{text}\n"),
        Line::Time { text, seconds, .. } => format!("{text}: {seconds:.1}\n"),
    };
    lines.iter().map(print).collect::<Vec<_>>().concat()
}

/// What a lesson prints whose tasks take turns, and block: each piece of work, given as what is
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

/// What a lesson prints whose tasks wait together: whoever is first done with waiting goes on, and
/// of two who are done at the same time, whoever has waited longer.
pub fn concurrent(work: &[(String, f64)]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut work = work.iter();
    let mut last = (0, 0);
    // Who is due when: tenths of milliseconds, so that equal times are equal; then who began first.
    let mut due = BTreeMap::new();
    let mut began = 0..;
    let mut begin = |name, now, waits, lines: &mut Vec<Line>, due: &mut BTreeMap<_, _>| {
        let Some((begin, seconds)) = work.next() else { return };
        lines.push(Line::Text(format!("Task {name} {begin}")));
        due.insert((now + ticks(*seconds), began.next()), (name, *seconds, waits + 1));
    };
    for name in NAMES {
        begin(name, 0, 0, &mut lines, &mut due);
    }
    while let Some(((now, _), (name, seconds, waits))) = due.pop_first() {
        lines.push(elapsed(name, seconds));
        last = (now, last.1.max(waits));
        begin(name, now, waits, &mut lines, &mut due);
    }
    let (now, waits) = last;
    lines.extend(total(f64::from(now) / 1e4, waits));
    lines
}

fn ticks(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tests stay small")]
    let ticks = (seconds * 1e4).round() as u32;
    ticks
}

fn elapsed(name: &str, seconds: f64) -> Line {
    Line::Time { text: format!("Task {name} elapsed time"), seconds, waits: 1 }
}

fn total(seconds: f64, waits: usize) -> [Line; 2] {
    let text = "Total elapsed time".to_owned();
    [Line::Text(String::new()), Line::Time { text, seconds, waits }]
}

/// Checks that a lesson that waits prints what it ought to: every line in its place, and every time
/// to the printed decimal, but for `late` lesson seconds for each wait in it.
///
/// On a machine that is busy with other things any wait may end late, so a run in which one did is
/// tried again. A lesson that is itself too slow is late every time, and one that prints another
/// line, or a time that is too short, is wrong at once.
pub fn check(lesson: Lesson, arguments: &[&str], expected: &[Line], late: f64) {
    let mut seen = String::new();
    for _ in 0..6 {
        let run = lesson.run(arguments);
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        if in_time(&run.stdout, expected, late) {
            return;
        }
        seen = run.stdout;
    }
    panic!("{arguments:?} was late six times: {seen}");
}

/// Whether all times in `stdout`, which must otherwise be as `expected`, are.
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
