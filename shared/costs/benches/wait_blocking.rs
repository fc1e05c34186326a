//! Measures what waiting costs if it keeps a thread. Many things wait for the same time, all at once if they can: a
//! thread for each of them, or lesson 3's tasks, which share one.

use costs::{Figures, Lesson, Question, Table, Way, memory};
use criterion::Criterion;
use std::process::ExitCode;
use std::sync::{Arc, Barrier};
use std::thread::{self, park, sleep};
use std::time::{Duration, Instant};

const QUESTION: Question = Question {
    name: "wait-blocking",
    question: "What does it cost to wait, if that takes a thread?",
    measure,
    answer,
};

static LESSON: Lesson = Lesson::new("lesson-03-blocking");

const WAYS: [Way; 2] = [
    Way {
        name: "threads",
        who: "a thread for each",
        what: "in proportion to the number of threads, both the time, since the system has to start \
               and to end each of them, and the memory. (What the system itself keeps of a thread \
               comes on top, and is not counted here.)",
        most: 10_000,
        wait: threads,
        hold: Some(hold_threads),
    },
    Way {
        name: "lesson",
        who: "lesson 3's loop",
        what: "one wait after the other, so each of them makes all later ones late by as long as it \
               takes.",
        most: 100,
        wait: lesson,
        hold: None,
    },
];

fn measure(criterion: Criterion) {
    QUESTION.measure_waits(criterion, &WAYS);
}

fn answer(figures: &Figures) -> Table {
    QUESTION.answer_waits(figures, &WAYS)
}

fn threads(waiters: u32, wait: Duration) -> Duration {
    let start = Instant::now();
    let threads: Vec<_> = (0..waiters).map(|_| thread::spawn(move || sleep(wait))).collect();
    for thread in threads {
        thread.join().expect("who sleeps does not panic");
    }
    start.elapsed()
}

fn hold_threads(waiters: u32) -> f64 {
    let all = Arc::new(Barrier::new(waiters as usize + 1));
    let before = memory();
    for _ in 0..waiters {
        let all = Arc::clone(&all);
        thread::spawn(move || {
            all.wait();
            loop {
                park();
            }
        });
    }
    all.wait();
    memory() - before
}

/// Returns the time that the lesson's tasks take for this many waits.
fn lesson(waiters: u32, wait: Duration) -> Duration {
    let wait = wait.as_secs_f64().to_string();
    let work = vec![wait.as_str(); waiters as usize];
    Duration::from_secs_f64(LESSON.total(&work))
}

fn main() -> ExitCode {
    QUESTION.main_of_waits(&WAYS)
}
