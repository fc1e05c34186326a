//! Measures what waiting costs if it gives the thread back. Many futures wait for the same time: each as a task of its
//! own, as in lesson 4, or all of them joined in one task.
//!
//! # Why joining very many goes quadratic
//!
//! If `join_all` has more than thirty futures, it polls only those that were woken. Timers that end at the same time
//! wake all n of them. But tokio gives each task a budget of 128 steps per poll, so that no task can keep the thread
//! for too long. Once it's used up, every future of tokio's that is polled returns `Pending`, and has its task woken,
//! though only after this poll. The join would stop if it saw that its futures wake themselves. As it doesn't see
//! that, it goes on to poll all that are left, in vain. So each round finishes 128 futures and polls all of them,
//! which makes n²/256 polls in all. Spawned tasks have a budget each, and don't wake each other. Within
//! `tokio::task::unconstrained` there is no budget, and each future is polled twice; but then nothing else gets the
//! thread until all of them are done.

use costs::{Figures, Question, Table, Way, memory};
use criterion::Criterion;
use futures_util::future::{Either, join_all, select};
use std::pin::pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, unconstrained, yield_now};
use tokio::time::sleep;

const QUESTION: Question = Question {
    name: "wait-async",
    question: "What does it cost to wait, if that takes a task?",
    measure,
    answer,
};

const WAYS: [Way; 4] = [
    Way {
        name: "spawned",
        who: "spawned, one thread",
        what: "a task for each of them. tokio's timers end a millisecond late, or a little more; from \
               10,000 on, it goes in proportion to the number of tasks, which have to be made, woken \
               and polled.",
        most: 1_000_000,
        wait: |waiters, wait| spawned(&one_thread(), waiters, wait),
        hold: Some(|waiters| hold_spawned(&one_thread(), waiters)),
    },
    Way {
        name: "threads",
        who: "spawned, two threads",
        what: "the same, but tasks have to be handed to the threads: for tasks that do nothing but \
               wait, a second thread is hardly any help.",
        most: 1_000_000,
        wait: |waiters, wait| spawned(&two_threads(), waiters, wait),
        hold: Some(|waiters| hold_spawned(&two_threads(), waiters)),
    },
    Way {
        name: "joined",
        who: "joined",
        what: "one task for all of them, which polls them itself: less memory, but from 10,000 on the \
               time grows with the square of the number. In each round, 128 of them get done, and all \
               that are left are polled in vain.",
        most: 100_000,
        wait: |waiters, wait| one_thread().block_on(joined(waiters, wait)),
        hold: Some(hold_joined),
    },
    Way {
        name: "unconstrained",
        who: "joined, no budget",
        what: "the same, where tokio does not bound how much a task may do in one poll: in proportion \
               again, and less than spawned tasks, since they are woken within one task, without a \
               place in the run queue. But while those that are done are seen to, nothing else \
               gets the thread.",
        most: 1_000_000,
        wait: |waiters, wait| one_thread().block_on(unconstrained(joined(waiters, wait))),
        hold: None,
    },
];

fn measure(criterion: Criterion) {
    QUESTION.measure_waits(criterion, &WAYS);
}

fn answer(figures: &Figures) -> Table {
    QUESTION.answer_waits(figures, &WAYS)
}

fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_time().build().expect("only I/O fails")
}

fn two_threads() -> Runtime {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_time().build();
    runtime.expect("the system has two threads left")
}

/// Waits, beginning with its first poll, as a task or joined.
async fn wait_for(time: Duration) {
    sleep(time).await;
}

fn spawned(event_loop: &Runtime, waiters: u32, wait: Duration) -> Duration {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..waiters {
        tasks.spawn_on(wait_for(wait), event_loop.handle());
    }
    event_loop.block_on(tasks.join_all());
    start.elapsed()
}

async fn joined(waiters: u32, wait: Duration) -> Duration {
    let start = Instant::now();
    join_all((0..waiters).map(|_| wait_for(wait))).await;
    start.elapsed()
}

/// The number of futures that wait for ever.
static WAITING: AtomicU32 = AtomicU32::new(0);

async fn wait_for_ever() {
    WAITING.fetch_add(1, Ordering::Relaxed);
    sleep(Duration::MAX).await;
}

/// Returns the memory of this process, in bytes, once all of them wait.
async fn memory_of_all(waiters: u32) -> f64 {
    while WAITING.load(Ordering::Relaxed) < waiters {
        yield_now().await;
    }
    memory()
}

fn hold_spawned(event_loop: &Runtime, waiters: u32) -> f64 {
    let before = memory();
    let mut tasks = JoinSet::new();
    for _ in 0..waiters {
        tasks.spawn_on(wait_for_ever(), event_loop.handle());
    }
    event_loop.block_on(memory_of_all(waiters)) - before
}

fn hold_joined(waiters: u32) -> f64 {
    let before = memory();
    let waiting = async {
        let all = pin!(join_all((0..waiters).map(|_| wait_for_ever())));
        match select(all, pin!(memory_of_all(waiters))).await {
            Either::Left(_) => unreachable!("they wait for ever"),
            Either::Right((memory, _)) => memory,
        }
    };
    one_thread().block_on(waiting) - before
}

fn main() -> ExitCode {
    QUESTION.main_of_waits(&WAYS)
}
