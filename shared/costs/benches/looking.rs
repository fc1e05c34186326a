//! Measures what recording a run costs. Lesson 2 does nothing but switch, and each of its turns makes three events,
//! which is the most of all lessons. (A run of lesson 3, 4 or 5 has a few dozen in all, and takes seconds.)

use costs::{Figures, Lesson, Question, Table, begin_group, ratio, steadily, time};
use criterion::{Bencher, Criterion};
use std::process::ExitCode;
use std::time::Duration;
use tempfile::NamedTempFile;

const QUESTION: Question =
    Question { name: "looking", question: "What does looking cost?", measure, answer };

static LESSON: Lesson = Lesson::new("lesson-02-coop");

fn measure(mut criterion: Criterion) {
    let file = NamedTempFile::new().expect("there is room for a file").into_temp_path();
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
}

fn answer(figures: &Figures) -> Table {
    let mut table = Table::new(&["A run is", "a turn takes", "times as long", "What happens"]);
    for (name, how, what) in [
        ("not", "not looked at", "Only who is running is kept in mind."),
        ("svg", "recorded (`--svg`)", "Three events a turn, each with the time, go into a log."),
        ("narrate", "narrated (`--narrate`)", "Each event is put into words, or counted at least."),
    ] {
        let takes = figures.median(&format!("looking/{name}"));
        let times = takes / figures.median("looking/not");
        table.row([how.to_owned(), time(takes), ratio(times), what.to_owned()]);
    }
    table.note(
        "That is much, for turns that do nothing else. A lesson that waits has some dozens of events \
         in all: microseconds. It could only be less without the clock, or without the lock on the \
         log, which tasks on several threads share.",
    )
}

/// The steps of each task: more than a picture has room for, so that further ones don't make it any larger.
const PLENTY: u64 = 10_000;

/// Returns the time that the lesson's two tasks take for this many turns in all. The times to start the program and to
/// draw a full picture are subtracted.
fn lesson(turns: u64, options: &[&str]) -> Duration {
    let run = |steps: u64| {
        let steps = steps.to_string();
        let arguments = options.iter().copied().chain([steps.as_str(), &steps]);
        LESSON.time(arguments)
    };
    run(PLENTY + turns / 2).saturating_sub(run(PLENTY))
}

fn main() -> ExitCode {
    QUESTION.main()
}
