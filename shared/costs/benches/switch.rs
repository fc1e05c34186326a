//! Measures what a switch costs. Two tasks, or two threads, take turns, and each turn is a switch from one to the
//! other.
//!
//! For threads, the cost depends on their cores. On two cores, a thread that waits may be asleep, and its core, too.
//! Or it's still awake when its turn comes, and needn't be woken. So the figures of the two ways for threads vary
//! several times over, from run to run and from machine to machine.

use costs::{Figures, Lesson, Question, Table, begin_group, ratio, rough, steadily, time};
use criterion::Criterion;
use futures_util::future::join;
use std::future::poll_fn;
use std::hint::black_box;
use std::mem;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Poll;
use std::thread::{self, Thread};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, yield_now};

const QUESTION: Question =
    Question { name: "switch", question: "What does a switch cost?", measure, answer };

static LESSON: Lesson = Lesson::new("lesson-02-coop");

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    group.bench_function("call", |bencher| bencher.iter(|| call(black_box(1))));
    group.bench_function("joined", |bencher| bencher.iter_custom(joined));
    group.bench_function("spawned", |bencher| bencher.iter_custom(|n| spawned(turns, n)));
    group.bench_function("woken", |bencher| bencher.iter_custom(|n| spawned(woken_turns, n)));
    group.bench_function("channel", |bencher| bencher.iter_custom(by_channel));
    group.bench_function("park", |bencher| bencher.iter_custom(by_parking));
    steadily(&mut group);
    // The first run builds the lesson.
    lesson(2);
    group.bench_function("lesson", |bencher| bencher.iter_custom(lesson));
    group.finish();
}

fn answer(figures: &Figures) -> Table {
    let mut table = Table::new(&["A switch by", "takes", "times a call", "What happens"]);
    for (name, by, what) in [
        (
            "call",
            "calling a function",
            "There is no switch: this is what the others are compared with.",
        ),
        ("lesson", "lesson 2's loop", "The task returns to the loop, which polls the other one."),
        (
            "joined",
            "tokio, two futures joined",
            "The event loop polls the one task, which polls both, and looks at its timers after that.",
        ),
        (
            "spawned",
            "tokio, two tasks spawned",
            "The event loop looks at its timers before tasks that yielded join the run queue again.",
        ),
        (
            "woken",
            "tokio, two that wake themselves",
            "The task joins the run queue at once, by `wake_by_ref`; timers are looked at now and then.",
        ),
        (
            "channel",
            "two threads, by channels",
            "The system wakes a thread that sleeps until a message comes.",
        ),
        (
            "park",
            "two threads, by parking",
            "The same without a message, if the thread is not awake yet.",
        ),
    ] {
        let takes = figures.median(&format!("switch/{name}"));
        let calls = takes / figures.median("switch/call");
        // Threads are sometimes on one core, sometimes on two.
        let varies = name == "channel" || name == "park";
        let [takes, calls] = if varies {
            [rough(takes, time), rough(calls, ratio)]
        } else {
            [time(takes), ratio(calls)]
        };
        table.row([by.to_owned(), takes, calls, what.to_owned()]);
    }
    table.note(
        "Switches of threads vary from run to run: it depends on which cores the threads are.",
    )
}

/// A call that the compiler can't inline.
#[inline(never)]
fn call(number: u64) -> u64 {
    black_box(number) + 1
}

/// Returns the time for this many switches of the lesson's tasks, which yield after each step. The time to start the
/// program is subtracted.
fn lesson(switches: u64) -> Duration {
    let run = |steps: u64| {
        let steps = steps.to_string();
        LESSON.time(["--quiet", &steps, &steps])
    };
    run(switches / 2).saturating_sub(run(0))
}

/// Yields for half of the switches. The other task does the other half.
async fn turns(switches: u64) {
    for _ in 0..switches / 2 {
        yield_now().await;
    }
}

/// Does the same with a future that wakes its own task. tokio's `yield_now` leaves that to the event loop.
async fn woken_turns(switches: u64) {
    for _ in 0..switches / 2 {
        let mut has_yielded = false;
        poll_fn(|context| {
            if mem::replace(&mut has_yielded, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// Returns the event loop of lesson 4. Without a timer, a yield would take less time.
fn event_loop() -> Runtime {
    Builder::new_current_thread().enable_time().build().expect("only I/O fails")
}

fn joined(switches: u64) -> Duration {
    let event_loop = event_loop();
    let start = Instant::now();
    event_loop.block_on(join(turns(switches), turns(switches)));
    start.elapsed()
}

fn spawned<F>(turns: fn(u64) -> F, switches: u64) -> Duration
where
    F: Future<Output = ()> + Send + 'static,
{
    let event_loop = event_loop();
    let mut tasks = JoinSet::new();
    for _ in 0..2 {
        tasks.spawn_on(turns(switches), event_loop.handle());
    }
    let start = Instant::now();
    event_loop.block_on(tasks.join_all());
    start.elapsed()
}

/// Sends every message back, until no more come.
fn send_back(messages: Receiver<()>, answers: Sender<()>) {
    for message in messages {
        if answers.send(message).is_err() {
            break;
        }
    }
}

fn by_channel(switches: u64) -> Duration {
    let (there, messages) = channel();
    let (answers, back) = channel();
    let other = thread::spawn(move || send_back(messages, answers));
    let there_and_back = || {
        there.send(()).expect("the other thread listens");
        back.recv().expect("the other thread answers");
    };
    // After this, the other thread has started.
    there_and_back();
    let start = Instant::now();
    for _ in 0..switches.div_ceil(2) {
        there_and_back();
    }
    let time = start.elapsed();
    drop(there);
    other.join().expect("the other thread does not panic");
    time
}

/// True if it's the turn of the other one of two threads.
static OTHERS_TURN: AtomicBool = AtomicBool::new(false);

/// Gives the turn to the other thread this many times, each time that it comes.
fn take_turns(mine: bool, times: u64, other: &Thread) {
    for _ in 0..times {
        while OTHERS_TURN.load(Ordering::Acquire) != mine {
            thread::park();
        }
        OTHERS_TURN.store(!mine, Ordering::Release);
        other.unpark();
    }
}

fn by_parking(switches: u64) -> Duration {
    let times = switches.div_ceil(2);
    let this = thread::current();
    let other = thread::spawn(move || take_turns(true, 1 + times, &this));
    // The next turn comes once the other thread has started.
    take_turns(false, 1, other.thread());
    let start = Instant::now();
    take_turns(false, times, other.thread());
    let time = start.elapsed();
    other.join().expect("the other thread does not panic");
    time
}

fn main() -> ExitCode {
    QUESTION.main()
}
