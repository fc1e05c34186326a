//! The command line, the same in every lesson: `lesson-0N-… [OPTIONS] [WORK]...`.
//!
//! The first line of a lesson's `main` reads it, for the work, and the last line shows the run as it
//! was asked for there. Reading ends the program itself after `--help` and `--version` (exit status
//! 0), and when it is asked for something that cannot be done (one sentence on standard error, exit
//! status 2).

use crate::queue::Work;
use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::time::Duration;
use timeline::Kind;
use viewer::{CommandLine, Opt, Parsed, VIEWS, clock, number, session, set};

/// The seconds that a wait can take. The limit is well below what a clock can count, and well above
/// what anyone will wait.
pub const WAITS: RangeInclusive<f64> = 0.0..=1e6;
/// The factors for `--speed`. Faster, and the machine's own delays are as long as the waits; slower,
/// and nobody sees the end.
pub const SPEEDS: RangeInclusive<f64> = 0.01..=1e3;

/// Returns the work of a lesson that counts: whole numbers from the command line, or `default`.
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

/// Returns the work of a lesson that waits: seconds from the command line, or `default`. They are
/// given as what they take on the wall at the `--speed` that was asked for.
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
            help: "divide every wait by FACTOR, multiply printed times by it;\n\
                   up to 2, a busy machine prints the same lines, too",
            set: |speed, value| set(speed, number(value, SPEEDS).map(Some)),
        }],
        views: &VIEWS,
        examples: &[
            ("--speed 2", "the same lines in half of the time"),
            ("3 2 1 0.5", "other work"),
        ],
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

/// Ends the run, and shows it as the command line asked for. Returns the exit status of the program,
/// which is a failure if it failed to do anything that it was asked to do.
pub fn end() -> ExitCode {
    session::end()
}

/// From now on, Ctrl-C shows the run as far as it came, says how many of `all` of `what` are done,
/// and ends the program. Once the run is over and being predicted, it tells the score instead.
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
