//! The command line, the same in every lesson: `lesson-0N-… [OPTIONS] [WORK]...`.
//!
//! The first line of a lesson's `main` reads it to get the work, and the last line shows the run in
//! the ways it asked for. Reading `--help` or `--version` ends the program with exit status 0. If the
//! command line asks for something that can't be done, the program says so in one sentence on standard
//! error and ends with exit status 2.

use crate::queue::Work;
use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::time::Duration;
use timeline::Kind;
use viewer::{CommandLine, Opt, Parsed, VIEWS, clock, number, session, set};

/// The lesson seconds that a wait can take. A clock can count far beyond the limit, and nobody will
/// wait that long.
pub const WAITS: RangeInclusive<f64> = 0.0..=1e6;
/// The factors for `--speed`, in lesson seconds per second. Above the range, the machine's own delays
/// would be as long as the waits; below it, nobody would see the end.
pub const SPEEDS: RangeInclusive<f64> = 0.01..=1e3;

/// Begins the run of a lesson that counts. Returns the given numbers to count to, or `default`.
#[track_caller]
pub fn counts<const N: usize>(default: [u64; N]) -> Work<u64> {
    counts_or(default.to_vec())
}

#[track_caller]
fn counts_or(default: Vec<u64>) -> Work<u64> {
    let command_line = CommandLine::<u64, ()> {
        work: "a whole number from 0 to 18446744073709551615",
        parse: |text| text.parse().ok(),
        default,
        options: &[],
        views: &VIEWS,
        examples: &[
            ("3 2 1", "other work"),
            ("1000000000000", "too much work: end it with Ctrl-C"),
        ],
    };
    let Parsed { name, views, work, .. } = command_line.read();
    let items = work.unwrap_or(command_line.default);
    session::start(&name, views.playing(player::PLAYER), None);
    session::begin_run("", Kind::Counts, items.iter().map(u64::to_string).collect());
    Work(items)
}

/// Begins the run of a lesson that waits. Returns its work: the lesson seconds from the command line,
/// or else `default`, each converted to the real time it takes at the chosen `--speed`.
#[track_caller]
pub fn delays<const N: usize>(default: [u32; N]) -> Work<Duration> {
    delays_or(default.iter().copied().map(f64::from).collect())
}

#[track_caller]
fn delays_or(default: Vec<f64>) -> Work<Duration> {
    let command_line = CommandLine::<f64, Option<f64>> {
        work: "a number of seconds from 0 to 1000000",
        parse: |text| number(text.as_ref(), WAITS).ok(),
        default,
        options: &[Opt {
            name: "speed",
            value: "FACTOR",
            accepted: "a number from 0.01 to 1000",
            help: "divide every wait by FACTOR, and multiply printed times by it;\n\
                   up to 2, even a busy machine prints the same lines",
            set: |speed, value| set(speed, number(value, SPEEDS).map(Some)),
        }],
        views: &VIEWS,
        examples: &[("--speed 2", "the same lines in half the time"), ("3 2 1 0.5", "other work")],
    };
    let Parsed { name, options: speed, views, work } = command_line.read();
    let seconds = work.unwrap_or(command_line.default);
    clock::set(speed.unwrap_or(views.speed()));
    #[cfg(feature = "live")]
    let views = views.growing(&live::TERMINAL);
    session::start(&name, views.playing(player::PLAYER), Some(seconds.iter().sum()));
    #[cfg(feature = "live")]
    say_progress_on_interrupt(seconds.len(), "pieces of work");
    let names = seconds.iter().map(|seconds| format!("{seconds:?} s")).collect();
    session::begin_run("", Kind::Delays, names);
    Work(seconds.into_iter().map(clock::wall_time).collect())
}

/// Ends the run, and shows it in the ways the command line asked for. Returns the program's exit
/// status: 1 if any of that failed, else 0.
pub fn end() -> ExitCode {
    session::end()
}

/// Makes Ctrl-C show the run so far, say how many of `all` `what` (such as "pages") are done and which
/// tasks are still busy, and end the program. In a quiz about the run, Ctrl-C tells the score instead.
#[cfg(feature = "live")]
pub fn say_progress_on_interrupt(all: usize, what: &'static str) {
    let on_interrupt = move || {
        let (done, busy) = crate::watch::progress();
        let busy = match busy.as_slice() {
            [] => "nobody".to_owned(),
            [one] => one.clone(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
        };
        let said = format!("Interrupted: {done} of {all} {what} done; still at work: {busy}.");
        if session::interrupt() {
            viewer::note(format_args!("{said}"));
        }
        true
    };
    live::on_interrupt(on_interrupt);
}
