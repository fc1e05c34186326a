//! Measures what the queue costs: the time to put an item into the lessons' queue and to take it out again, compared
//! with other queues.
//!
//! - *Alone*: one thread, or one task, puts an item and takes it out again.
//! - *Handed over*: one thread puts all of the items, and at the same time another one, or a task on it, takes them.
//!   Each end of the queue has one user.
//! - *Contended*: two threads, or a task on each, do the same as one alone, with the same queue. Both ends have two
//!   users.
//!
//! The items are taken by a task that has a name, as in the lessons, so the lessons' queue notes which task took which
//! item. Threads block and tasks are suspended while there is nothing to take. `VecDeque` can do neither; for two
//! threads it is behind a mutex, as you would write it by hand.

use costs::{Figures, NONE, Question, Table, begin_group, ratio, rough, time};
use criterion::{Bencher, Criterion};
use shared::{Queue, watch, watch_fn};
use std::collections::VecDeque;
use std::process::ExitCode;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

const QUESTION: Question =
    Question { name: "queue", question: "What does the queue cost?", measure, answer };

/// The end of a queue at which items are put. It never waits, since there is always room.
trait Put: Clone + Send + 'static {
    fn put(&self, item: u64);
}

/// The end of a queue at which threads take items.
trait Take: Send + 'static {
    /// Takes the next item. Blocks the thread until there is one.
    fn take(&mut self) -> u64;
}

/// The end of a queue at which tasks take items.
trait TakeAsync: Send + 'static {
    /// Takes the next item. Suspends the task until there is one.
    fn take_async(&mut self) -> impl Future<Output = u64> + Send;
}

const OPEN: &str = "the other end is there";

impl Put for Queue<u64> {
    fn put(&self, item: u64) {
        self.try_put(item).expect(OPEN);
    }
}

impl Take for Queue<u64> {
    fn take(&mut self) -> u64 {
        pollster::block_on(Queue::take(self)).expect(OPEN)
    }
}

impl TakeAsync for Queue<u64> {
    async fn take_async(&mut self) -> u64 {
        Queue::take(self).await.expect(OPEN)
    }
}

impl Put for async_channel::Sender<u64> {
    fn put(&self, item: u64) {
        self.try_send(item).expect(OPEN);
    }
}

impl Take for async_channel::Receiver<u64> {
    fn take(&mut self) -> u64 {
        self.recv_blocking().expect(OPEN)
    }
}

impl TakeAsync for async_channel::Receiver<u64> {
    async fn take_async(&mut self) -> u64 {
        self.recv().await.expect(OPEN)
    }
}

impl Put for tokio::sync::mpsc::UnboundedSender<u64> {
    fn put(&self, item: u64) {
        self.send(item).expect(OPEN);
    }
}

impl Take for tokio::sync::mpsc::UnboundedReceiver<u64> {
    fn take(&mut self) -> u64 {
        self.blocking_recv().expect(OPEN)
    }
}

impl TakeAsync for tokio::sync::mpsc::UnboundedReceiver<u64> {
    async fn take_async(&mut self) -> u64 {
        self.recv().await.expect(OPEN)
    }
}

impl Put for crossbeam_channel::Sender<u64> {
    fn put(&self, item: u64) {
        self.send(item).expect(OPEN);
    }
}

impl Take for crossbeam_channel::Receiver<u64> {
    fn take(&mut self) -> u64 {
        self.recv().expect(OPEN)
    }
}

impl Put for mpsc::Sender<u64> {
    fn put(&self, item: u64) {
        self.send(item).expect(OPEN);
    }
}

impl Take for mpsc::Receiver<u64> {
    fn take(&mut self) -> u64 {
        self.recv().expect(OPEN)
    }
}

/// A deque for several threads.
#[derive(Clone, Default)]
struct Deque {
    items: Arc<(Mutex<VecDeque<u64>>, Condvar)>,
}

impl Put for Deque {
    fn put(&self, item: u64) {
        self.items.0.lock().expect("nobody panics").push_back(item);
        self.items.1.notify_one();
    }
}

impl Take for Deque {
    fn take(&mut self) -> u64 {
        let items = self.items.0.lock().expect("nobody panics");
        let items = self.items.1.wait_while(items, |items| items.is_empty());
        items.expect("nobody panics").pop_front().expect("there is one")
    }
}

fn alone(put: impl Put, mut take: impl Take, items: u64) -> Duration {
    let start = Instant::now();
    watch_fn("One", || {
        for item in 0..items {
            put.put(item);
            assert_eq!(take.take(), item);
        }
    });
    start.elapsed()
}

fn handed_over(put: impl Put, mut take: impl Take, items: u64) -> Duration {
    let start = Instant::now();
    let other = thread::spawn(move || (0..items).for_each(|item| put.put(item)));
    watch_fn("One", || (0..items).for_each(|item| assert_eq!(take.take(), item)));
    other.join().expect("the other thread does not panic");
    start.elapsed()
}

fn contended(put: impl Put, take: impl Take + Clone, items: u64) -> Duration {
    let start = Instant::now();
    let threads = [(); 2].map(|()| {
        let put = put.clone();
        let mut take = take.clone();
        let both = move || {
            for item in 0..items.div_ceil(2) {
                put.put(item);
                take.take();
            }
        };
        thread::spawn(|| watch_fn("One", both))
    });
    for thread in threads {
        thread.join().expect("who puts before it takes gets something");
    }
    start.elapsed()
}

fn event_loop() -> Runtime {
    Builder::new_current_thread().build().expect("only I/O fails")
}

fn alone_async(put: impl Put, mut take: impl TakeAsync, items: u64) -> Duration {
    let start = Instant::now();
    event_loop().block_on(watch("One", async {
        for item in 0..items {
            put.put(item);
            assert_eq!(take.take_async().await, item);
        }
    }));
    start.elapsed()
}

fn handed_over_async(put: impl Put, mut take: impl TakeAsync, items: u64) -> Duration {
    let start = Instant::now();
    let other = thread::spawn(move || (0..items).for_each(|item| put.put(item)));
    event_loop().block_on(watch("One", async {
        for item in 0..items {
            assert_eq!(take.take_async().await, item);
        }
    }));
    other.join().expect("the other thread does not panic");
    start.elapsed()
}

fn contended_async(put: impl Put, take: impl TakeAsync + Clone, items: u64) -> Duration {
    let start = Instant::now();
    let threads = [(); 2].map(|()| {
        let put = put.clone();
        let mut take = take.clone();
        let both = async move {
            for item in 0..items.div_ceil(2) {
                put.put(item);
                take.take_async().await;
            }
        };
        thread::spawn(|| event_loop().block_on(watch("One", both)))
    });
    for thread in threads {
        thread.join().expect("who puts before it takes gets something");
    }
    start.elapsed()
}

fn measure(mut criterion: Criterion) {
    let mut group = begin_group(&mut criterion, QUESTION.name);
    group.measurement_time(Duration::from_secs(1));
    let mut measure = |name, way: &mut dyn FnMut(u64) -> Duration| {
        group.bench_function(name, |bencher: &mut Bencher<'_>| bencher.iter_custom(&mut *way));
    };
    // Each measurement has a queue of its own.
    macro_rules! measure {
        ($way:ident: $($name:literal $queue:expr,)*) => {$(
            measure(
                concat!(stringify!($way), "/", $name),
                &mut |items| { let (put, take) = $queue; $way(put, take, items) },
            );
        )*};
    }
    let both_ends = || {
        let queue = Queue::unbounded();
        (queue.clone(), queue)
    };
    let deque = || {
        let deque = Deque::default();
        (deque.clone(), deque)
    };
    measure("alone/deque", &mut |items| {
        let mut deque = VecDeque::new();
        let start = Instant::now();
        for item in 0..items {
            std::hint::black_box(&mut deque).push_back(item);
            assert_eq!(std::hint::black_box(&mut deque).pop_front(), Some(item));
        }
        start.elapsed()
    });
    measure!(alone:
        "std" mpsc::channel(),
        "crossbeam" crossbeam_channel::unbounded(),
        "tokio" tokio::sync::mpsc::unbounded_channel(),
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    measure!(handed_over:
        "deque" deque(),
        "std" mpsc::channel(),
        "crossbeam" crossbeam_channel::unbounded(),
        "tokio" tokio::sync::mpsc::unbounded_channel(),
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    measure!(contended:
        "deque" deque(),
        "crossbeam" crossbeam_channel::unbounded(),
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    measure!(alone_async:
        "tokio" tokio::sync::mpsc::unbounded_channel(),
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    measure!(handed_over_async:
        "tokio" tokio::sync::mpsc::unbounded_channel(),
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    measure!(contended_async:
        "async-channel" async_channel::unbounded(),
        "shared" both_ends(),
    );
    group.finish();
}

/// The queues: the name, the name in the table, a comment, and the number of ways in which threads and tasks can use
/// it.
const QUEUES: [(&str, &str, &str, [usize; 2]); 6] = [
    (
        "shared",
        "the lessons' queue",
        "a VecDeque behind a mutex, those who are to be told of items and of room, and a note of who took \
         what. Threads await it with pollster.",
        [3, 3],
    ),
    (
        "async-channel",
        "async-channel",
        "a library for the same, which needs no mutex for its items.",
        [3, 3],
    ),
    (
        "crossbeam",
        "crossbeam-channel",
        "for threads only, so it need not ask whether tasks are to be woken; those who wait spin for a \
         moment before they sleep.",
        [3, 0],
    ),
    ("std", "std::sync::mpsc", "the same inside, for one who takes.", [2, 0]),
    ("tokio", "tokio::sync::mpsc", "for one who takes, be it a thread or a task.", [2, 2]),
    ("deque", "VecDeque", "a place in memory; for two threads, behind a mutex.", [3, 0]),
];
const WAYS: [&str; 3] = ["alone", "handed over", "contended"];

fn answer(figures: &Figures) -> Table {
    let threads = table("by threads", "", 0, figures);
    let tasks = table("by tasks", "_async", 1, figures);
    let lines = QUEUES.map(|(_, name, what, _)| format!("- **{name}**: {what}"));
    threads.note(format!(
        "{tasks}\n\nWhat it takes to put an item and to take it out again; in brackets, as a multiple of \
         async-channel. Alone: one thread, or one task, does both by turns. Handed over: one thread \
         puts, and another one, or a task on it, takes. Contended: two threads, or a task on each, do \
         both with the same queue. Where two threads meet, figures vary.\n\n{}\n\nA queue \
         from which any number of threads and tasks may take has its price. In the lessons an item is a \
         wait or a page, for which that is next to nothing.",
        lines.join("\n"),
    ))
}

/// Returns the table of the times for each item that threads, or tasks, put and take.
fn table(by: &str, suffix: &str, number: usize, figures: &Figures) -> Table {
    let mut table = Table::new(&[by, WAYS[0], WAYS[1], WAYS[2]]);
    for (queue, name, _, ways) in QUEUES.iter().filter(|(.., ways)| ways[number] > 0) {
        let cells = (0..WAYS.len()).map(|way| {
            if way >= ways[number] {
                return NONE.to_owned();
            }
            let meet = way > 0;
            let way = WAYS[way].replace(' ', "_") + suffix;
            let of = |queue: &str| figures.median(&format!("queue/{way}/{queue}"));
            let takes = of(queue);
            let times = takes / of("async-channel");
            // If two threads take part, the operating system decides on which cores.
            if meet {
                format!("{} ({})", rough(takes, time), rough(times, ratio))
            } else {
                format!("{} ({})", time(takes), ratio(times))
            }
        });
        table.row([(*name).to_owned()].into_iter().chain(cells));
    }
    table
}

fn main() -> ExitCode {
    QUESTION.main()
}
