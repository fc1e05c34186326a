//! The command line, the same in every lesson: `lesson-0N-… [OPTIONS] [WORK]...`; and that of the
//! thought experiments, which have no work.
//!
//! Each function here reads the command line of one kind of lesson and gives its work. It ends the
//! program itself after `--help` and `--version` (exit status 0), and when it is asked for
//! something that cannot be done (one sentence on standard error, exit status 2). From then on, in
//! a lesson, Ctrl-C ends the program and says how much of the work was done.

#[cfg(feature = "evening")]
mod evening;
#[cfg(feature = "web")]
mod pages;
mod parser;
#[cfg(feature = "server")]
mod server;

#[cfg(feature = "evening")]
pub use evening::{Evening, Strategy, evening};

#[cfg(feature = "web")]
pub use pages::{Pages, pages};

#[cfg(feature = "server")]
pub use server::server;
#[cfg(all(feature = "server", feature = "plot"))]
pub use server::servers;

use crate::run::{self, Run, Work};
use crate::{clock, interrupt};
use parser::{Asked, CommandLine, LOOKS, Opt, number};
use std::ops::RangeInclusive;
use std::time::Duration;
use timeline::Kind;

/// How cargo runs a lesson, up to its name.
const RUN: &str = "cargo run -p";
/// Seconds that a wait can take. The limit is well below what a clock can count, and well above
/// what anyone will wait.
const WAITS: RangeInclusive<f64> = 0.0..=1e6;
/// Factors for `--speed`. Faster, and the machine's own delays are as long as the waits; slower,
/// and nobody sees the end.
const SPEEDS: RangeInclusive<f64> = 0.01..=1e3;

/// The work of a lesson that counts: whole numbers from the command line, or `default`.
pub fn counts(default: impl IntoIterator<Item = u64>) -> Work<u64> {
    let command_line = CommandLine::<u64, ()> {
        run: RUN,
        work: "a whole number from 0 to 18446744073709551615",
        parse: |text| text.parse().ok(),
        default: default.into_iter().collect(),
        options: &[],
        looks: &LOOKS,
        examples: &[
            ("3 2 1", "other work"),
            ("1000000000000", "too much work: end it with Ctrl-C"),
        ],
    };
    let Asked { name, looks, work, .. } = command_line.read();
    let items = work.unwrap_or(command_line.default);
    run::look(&name, looks, 1);
    interrupt::exit_on_interrupt(items.len(), "pieces of work");
    let run = Run::begin("", Kind::Counts, items.iter().map(u64::to_string).collect());
    Work { items, run }
}

/// The work of a lesson that waits: seconds from the command line, or `default`. They are given as
/// what they take on the wall at the `--speed` that was asked for.
pub fn delays(default: impl IntoIterator<Item = u32>) -> Work<Duration> {
    let command_line = CommandLine::<f64, Option<f64>> {
        run: RUN,
        work: "a number of seconds from 0 to 1000000",
        parse: |text| number(text.as_ref(), WAITS).ok(),
        default: default.into_iter().map(f64::from).collect(),
        options: &[Opt {
            name: "speed",
            value: "FACTOR",
            accepted: "a number from 0.01 to 1000",
            help: "divide every wait by FACTOR, multiply printed times by it",
            set: |speed, value| {
                *speed = Some(number(value, SPEEDS)?);
                Ok(())
            },
        }],
        looks: &LOOKS,
        examples: &[
            ("--speed 20", "the same lines, twenty times sooner"),
            ("3 2 1 0.5", "other work"),
        ],
    };
    let Asked { name, options: speed, looks, work } = command_line.read();
    let seconds = work.unwrap_or(command_line.default);
    let speed = speed.unwrap_or(1.0);
    // A wait never ends early and always a little late: a sleeping thread some 0.2 ms, a tokio
    // timer, which ticks in milliseconds, 1.2 to 1.6 ms. At normal speed nobody sees that; at
    // `--speed 20` the two waits that follow each other in lesson 4 would be read as up to 0.07 s
    // too long, and the total as 17.1 s. What is taken off is less than is seen when printed.
    clock::set(speed, if speed > 1.0 { f64::min(0.0015 * speed, 0.03) } else { 0.0 });
    run::look(&name, looks, 1);
    interrupt::exit_on_interrupt(seconds.len(), "pieces of work");
    let names = seconds.iter().map(|seconds| format!("{seconds:?} s")).collect();
    let run = Run::begin("", Kind::Delays, names);
    Work { items: seconds.into_iter().map(clock::wall_time).collect(), run }
}
