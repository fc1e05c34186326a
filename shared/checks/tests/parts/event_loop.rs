//! The event loop of lesson 4's example runs everything that a learner may try on it: joined futures, time-outs, tasks
//! that yield, and tasks that wait for another thread.

use example::{block_on_all, sleep};
use shared::{Queue, yield_now};
use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};
use std::{fs, mem, thread};

#[expect(dead_code, unreachable_pub, reason = "it is a program")]
#[path = "../../../../lesson-04-async/examples/event_loop.rs"]
mod example;

const MOMENT: Duration = Duration::from_millis(5);
/// A time that no test takes.
const LONG: Duration = Duration::from_secs(1000);
/// The time after which a thread counts as one that doesn't sleep.
const PATIENCE: Duration = Duration::from_secs(10);

/// A waker that does nothing, but isn't equal to others.
struct Nobody;

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

/// Runs a task for each of `all`, and checks that each is done once.
fn run<T: Copy + Debug + Ord>(all: &[T], task: impl AsyncFn(T)) {
    let done = RefCell::new(Vec::new());
    let tasks = all.iter().map(|it| async {
        task(*it).await;
        done.borrow_mut().push(*it);
    });
    block_on_all(tasks.map(Box::pin).collect());
    let mut done = done.into_inner();
    // If the machine stalls, timers with different times may all have ended.
    done.sort_unstable();
    assert_eq!(done, all);
}

#[test]
fn timers_can_be_joined_beside_a_longer_task() {
    run(&[1, 4, 40], async |times| {
        tokio::join!(sleep(MOMENT), sleep(MOMENT * times), sleep(MOMENT / 2));
    });
}

#[test]
fn a_task_can_be_woken_more_than_once_and_when_it_is_done() {
    run(&[0, 1, 3], async |wakes| {
        let mut pending = true;
        poll_fn(|context| {
            (0..wakes).for_each(|_| context.waker().wake_by_ref());
            if mem::take(&mut pending) && wakes > 0 { Poll::Pending } else { Poll::Ready(()) }
        })
        .await;
        sleep(MOMENT * (wakes * 2)).await;
    });
}

#[test]
fn a_timer_belongs_to_whoever_waits_for_it() {
    let (first, second) = (Arc::new(Nobody), Arc::new(Nobody));
    let holders = || (Arc::strong_count(&first), Arc::strong_count(&second));
    let mut timer = Box::pin(sleep(LONG));
    for (waker, expected) in [(&first, (2, 1)), (&second, (1, 2))] {
        let waker = Waker::from(Arc::clone(waker));
        assert_eq!(timer.as_mut().poll(&mut Context::from_waker(&waker)), Poll::Pending);
        drop(waker);
        assert_eq!(holders(), expected);
    }
    drop(timer);
    assert_eq!(holders(), (1, 1));
}

#[test]
fn a_time_out_leaves_nothing_to_wait_for() {
    run(&[1, 2], async |times| {
        let is_late = tokio::select! {
            () = sleep(MOMENT * times) => true,
            () = sleep(LONG) => false,
        };
        assert!(is_late);
    });
    // The tasks must wait for the other thread now, not for a left-over timer.
    check_that_the_thread_sleeps();
}

#[test]
fn timers_end_while_others_yield() {
    let is_over = Cell::new(false);
    run(&["waits", "yields"], async |what| {
        if what == "waits" {
            sleep(MOMENT).await;
            is_over.set(true);
        }
        while !is_over.get() {
            yield_now().await;
        }
    });
}

#[test]
fn the_thread_sleeps_while_all_wait_for_another_thread() {
    check_that_the_thread_sleeps();
}

/// Lets two tasks wait for items that another thread puts into a queue as soon as this one sleeps.
fn check_that_the_thread_sleeps() {
    let queue = Queue::unbounded();
    let this_thread = fs::read_link("/proc/thread-self").unwrap_or_default();
    let status = Path::new("/proc").join(this_thread).join("status");
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let began = Instant::now();
            // If the operating system doesn't tell, it's enough that the thread can be woken.
            let is_awake = |status: String| !status.contains("\nState:\tS");
            let mut awake = true;
            while awake && began.elapsed() < PATIENCE {
                awake = fs::read_to_string(&status).is_ok_and(is_awake);
                thread::yield_now();
            }
            for item in [1, 2] {
                queue.try_put(item).expect("it is open");
            }
            awake
        });
        run(&[1, 2], async |item| assert_eq!(queue.take().await, Ok(item)));
        assert!(!other.join().expect("it does not panic"), "the thread never sleeps");
    });
}
