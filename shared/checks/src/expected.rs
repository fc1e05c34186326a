//! The output that lessons should print, worked out from their schedules, without tasks or clocks.

use crate::Program;
use crate::lateness::{LATE, excuse};
use std::collections::BTreeMap;
use std::fmt::Write;

const NAMES: [&str; 2] = ["One", "Two"];

/// Returns the output of a lesson whose tasks take turns, and block. Each piece of work is a pair: the beginning of
/// its lines, and its seconds. The tasks get them in turn.
pub fn blocking(work: &[(String, f64)]) -> String {
    let line = |((begin, seconds), name): (&(String, f64), &str)| {
        format!("Task {name} {begin}\nTask {name} elapsed time: {seconds:.1}\n")
    };
    let lines = work.iter().zip(NAMES.into_iter().cycle()).map(line).collect::<Vec<_>>().concat();
    // A sum of nothing would be minus zero.
    let total = work.iter().fold(0.0, |total, (_, seconds)| total + seconds);
    lines + &format!("\nTotal elapsed time: {total:.1}\n")
}

/// Returns the output of a lesson whose tasks wait together. The task whose wait ends first goes on; if two end at the
/// same time, the one that has waited longer does.
pub fn concurrent(work: &[(String, f64)]) -> String {
    let mut lines = String::new();
    let mut work = work.iter().enumerate();
    let mut idle = NAMES.map(|name| (name, 0)).to_vec();
    // In the order of their ends, then of their beginnings.
    let mut begun = BTreeMap::new();
    let mut total = 0;
    loop {
        for (name, now) in idle.drain(..) {
            if let Some((number, (begin, seconds))) = work.next() {
                writeln!(lines, "Task {name} {begin}").expect("it is a string");
                begun.insert((now + ticks(*seconds), number), (name, *seconds));
            }
        }
        let Some(((now, _), (name, seconds))) = begun.pop_first() else { break };
        writeln!(lines, "Task {name} elapsed time: {seconds:.1}").expect("it is a string");
        idle.push((name, now));
        total = now;
    }
    lines + &format!("\nTotal elapsed time: {:.1}\n", f64::from(total) / TICKS)
}

/// The number of ticks in a second. Times are compared in whole ticks, so that equal ones are equal.
const TICKS: f64 = 10_000.0;

fn ticks(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tests stay small")]
    let ticks = (seconds * TICKS).round() as u32;
    ticks
}

/// Checks that a lesson that waits prints what it should at `speed`: every line in its place, with the right time, or
/// one that is late by no more than a machine may be.
pub fn check(lesson: Program, speed: f64, arguments: &[&str], expected: &str) {
    let speed_argument = speed.to_string();
    let run = lesson.run(["--speed", &speed_argument].iter().chain(arguments));
    assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
    assert_eq!(excuse(&run.stdout, expected, LATE * speed), expected, "{}", run.stdout);
}
