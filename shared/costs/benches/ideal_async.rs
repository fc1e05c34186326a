//! Measures how close lesson 4 comes to the ideal. Its two tasks share waits of 15, 10, 5 and 2 seconds, so they can't
//! be done before 17.0. Each wait ends a little late, so the total is late by the two that follow each other, 15 and
//! 2.

use costs::{
    Figures, Lesson, Question, Table, all_or_one, begin_group, nanoseconds, ratio, seldom, signed,
    time, whole,
};
use criterion::{BenchmarkId, Criterion};
use std::process::ExitCode;
use std::time::Duration;

const QUESTION: Question = Question {
    name: "ideal-async",
    question: "How close to the ideal is lesson 4?",
    measure,
    answer,
};

static LESSON: Lesson = Lesson::new("lesson-04-async");

const IDEAL: Duration = Duration::from_secs(17);
const SPEEDS: [u32; 4] = [10, 50, 200, 1000];

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    for &speed in all_or_one(&SPEEDS, 3) {
        seldom(&mut group, IDEAL / speed);
        group.bench_function(BenchmarkId::new("lesson", speed), |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| lesson(speed)).sum());
        });
    }
    group.finish();
}

fn answer(figures: &Figures) -> Table {
    let mut table = Table::new(&["`--speed`", "ideal", "total", "late", "of the ideal"]);
    for speed in SPEEDS {
        let ideal = nanoseconds(IDEAL / speed);
        let total = figures.median(&format!("ideal-async/lesson/{speed}"));
        let cells = [time(ideal), time(total), signed(total - ideal), ratio(total / ideal)];
        table.row([whole(speed)].into_iter().chain(cells));
    }
    table.note(
        "Late by milliseconds at any speed: two waits follow each other, and tokio counts in \
         milliseconds. It rounds up twice: the end of a wait, and the time until then for which the \
         thread sleeps. So a wait ends up to two of them late, and a little more until the system has \
         woken the thread. That is tokio's to mend; a timer of our own would not be what the lesson is \
         about.",
    )
}

/// Returns the total of the lesson at that speed, in real time.
fn lesson(speed: u32) -> Duration {
    let arguments = ["--speed", &speed.to_string()];
    Duration::from_secs_f64(LESSON.total(&arguments) / f64::from(speed))
}

fn main() -> ExitCode {
    QUESTION.main()
}
