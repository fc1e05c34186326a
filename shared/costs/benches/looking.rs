//! What does it cost to look at a run? Lesson 2 does nothing but switch, and each of its turns is
//! three events for those who look: no lesson has more of them. (A run of lesson 3, 4 or 5 has some
//! dozens in all, and takes seconds.)

use criterion::{Bencher, Criterion};
use shared::bench::{Figures, Question, Table, begin_group, ratio, steadily, time, time_of};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

const QUESTION: Question = Question {
    name: "looking",
    asked: "What does looking cost?",
    package: env!("CARGO_MANIFEST_DIR"),
    lesson: "lesson-02-coop",
    measure,
    answer,
};

fn measure(mut criterion: Criterion) {
    let bench = env::current_exe().expect("this program has a path");
    let file = bench.with_extension("svg");
    let path = file.to_str().expect("the path is UTF-8");
    let mut group = begin_group(&mut criterion, QUESTION.name);
    steadily(&mut group);
    let mut look = |name, options: &[&str]| {
        group.bench_function(name, |bencher: &mut Bencher<'_>| {
            bencher.iter_custom(|turns| lesson(turns, options));
        });
    };
    look("not", &["--quiet"]);
    look("svg", &["--svg", path]);
    look("narrate", &["--narrate"]);
    group.finish();
    // If it is not there, nothing was drawn: only some were asked for.
    let _ = fs::remove_file(file);
}

fn answer(figures: &Figures) -> Table {
    let mut table = Table::new(&["A run is", "a turn takes", "times as long", "What happens"]);
    for (name, how, what) in [
        ("not", "not looked at", "Who is running is kept in mind, for those who press Ctrl-C."),
        ("svg", "recorded (`--svg`)", "Three events a turn, each with the time, go into a log."),
        ("narrate", "narrated (`--narrate`)", "Each event is put into words, or counted at least."),
    ] {
        let takes = figures.of(&format!("looking/{name}"));
        let times = takes / figures.of("looking/not");
        table.row([how.to_owned(), time(takes), ratio(times), what.to_owned()]);
    }
    table.note(
        "That is much, for turns that do nothing else. A lesson that waits has some dozens of events \
         in all: microseconds. It could only be less without the clock, or without the lock on the \
         log, which tasks on several threads share.",
    )
}

/// As many steps of each task are more than a picture has room for, so that further ones make it no
/// larger.
const PLENTY: u64 = 10_000;

/// The program of the lesson, whose two tasks have as many turns together. What it takes to start the
/// program, and to draw a full picture, is taken off.
fn lesson(turns: u64, options: &[&str]) -> Duration {
    let run = |steps: u64| {
        let steps = steps.to_string();
        let arguments = options.iter().copied().chain([steps.as_str(), &steps]);
        time_of(env!("CARGO_BIN_EXE_lesson-02-coop"), arguments)
    };
    run(PLENTY + turns / 2).saturating_sub(run(PLENTY))
}

fn main() -> ExitCode {
    QUESTION.main()
}
