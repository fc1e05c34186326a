//! The queue: it delivers every item exactly once and in order, without waiting, to threads that block, and to tasks,
//! on tokio and on another executor.

use pollster::block_on;
use shared::queue::{Closed, TryPutError, TryTakeError};
use shared::{Queue, Work, watch_fn, yield_now};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::num::NonZeroUsize;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::{iter, thread};
use timeline::Kind;
use tokio::runtime::{Builder, Runtime};
use viewer::{Views, session};

fn bounded<T>(capacity: usize) -> Queue<T> {
    Queue::bounded(NonZeroUsize::new(capacity).expect("tests ask for some room"))
}

fn two_workers() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).build().expect("there are two threads")
}

/// A waker that counts its calls.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Polls a future once, with a waker that does nothing, and drops it.
fn poll_once<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn given_work_comes_out_in_order_and_then_no_more() {
    for queue in [Queue::from(vec![1, 2, 3]), (1..=3).collect()] {
        assert_eq!(queue.try_take(), Ok(1));
        assert_eq!(block_on(queue.take()), Ok(2));
        assert_eq!(poll_once(queue.take()), Poll::Ready(Ok(3)));
        assert_eq!(queue.try_take(), Err(TryTakeError::Closed));
        assert_eq!(block_on(queue.take()), Err(Closed(())));
        assert_eq!(poll_once(queue.take()), Poll::Ready(Err(Closed(()))));
        assert_eq!(queue.try_put(4), Err(TryPutError::Closed(4)));
        assert_eq!(block_on(queue.put(4)), Err(Closed(4)));
        assert_eq!(poll_once(queue.put(4)), Poll::Ready(Err(Closed(4))));
    }
}

#[test]
fn an_open_queue_may_still_get_work() {
    let queue = Queue::unbounded();
    assert_eq!(queue.try_take(), Err(TryTakeError::Empty));
    assert_eq!(poll_once(queue.take()), Poll::Pending);
    queue.clone().try_put(1).expect("there is room");
    queue.close();
    assert_eq!(queue.try_take(), Ok(1));
    assert_eq!(queue.try_take(), Err(TryTakeError::Closed));
}

#[test]
fn a_full_queue_makes_producers_wait() {
    let queue = bounded(2);
    queue.try_put(1).expect("there is room");
    block_on(queue.put(2)).expect("there is room");
    assert_eq!(queue.try_put(3), Err(TryPutError::Full(3)));
    let woken = Arc::new(Count::default());
    let waker = Waker::from(Arc::clone(&woken));
    let mut context = Context::from_waker(&waker);
    let mut put = pin!(queue.put(3));
    assert_eq!(put.as_mut().poll(&mut context), Poll::Pending);
    assert_eq!(woken.0.load(Ordering::Relaxed), 0);
    assert_eq!(queue.try_take(), Ok(1));
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert_eq!(put.as_mut().poll(&mut context), Poll::Ready(Ok(())));
    assert_eq!((queue.try_take(), queue.try_take()), (Ok(2), Ok(3)));
}

#[test]
fn closing_tells_everyone_who_waits() {
    let full = bounded(1);
    full.try_put(0).expect("there is room");
    let empty = Queue::<u32>::unbounded();
    let tokio = two_workers();
    thread::scope(|scope| {
        let takers = [0, 1].map(|_| scope.spawn(|| block_on(empty.take())));
        let putter = scope.spawn(|| block_on(full.put(1)));
        let [task, other] = [empty.clone(), empty.clone()];
        let task = tokio.spawn(async move { task.take().await });
        let other = scope.spawn(move || block_on(other.take()));
        // Those may not be waiting yet, but this one is.
        let woken = Arc::new(Count::default());
        let mut last = pin!(empty.take());
        let waiting = last.as_mut().poll(&mut Context::from_waker(&Arc::clone(&woken).into()));
        assert_eq!(waiting, Poll::Pending);
        empty.close();
        full.close();
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        assert_eq!(poll_once(last), Poll::Ready(Err(Closed(()))));
        for taker in takers {
            assert_eq!(taker.join().expect("no panic"), Err(Closed(())));
        }
        assert_eq!(putter.join().expect("no panic"), Err(Closed(1)));
        assert_eq!(tokio.block_on(task).expect("no panic"), Err(Closed(())));
        assert_eq!(other.join().expect("no panic"), Err(Closed(())));
    });
    assert_eq!(full.try_take(), Ok(0), "what was put before is still there");
}

#[test]
fn a_cancelled_take_loses_no_item_and_no_wake_up() {
    let queue = Queue::unbounded();
    let woken = Arc::new(Count::default());
    let waker = Waker::from(Arc::clone(&woken));
    let mut context = Context::from_waker(&waker);
    let mut first = Box::pin(queue.take());
    let mut second = pin!(queue.take());
    assert_eq!(first.as_mut().poll(&mut context), Poll::Pending);
    assert_eq!(second.as_mut().poll(&mut context), Poll::Pending);

    // The first is woken for the item, but cancelled before it can take it, so the second is woken.
    queue.try_put(1).expect("there is room");
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    drop(first);
    assert_eq!(woken.0.load(Ordering::Relaxed), 2);
    assert_eq!(second.as_mut().poll(&mut context), Poll::Ready(Ok(1)));
}

#[test]
fn a_cancelled_put_puts_nothing_and_takes_no_room() {
    let queue = bounded(1);
    queue.try_put(1).expect("there is room");
    assert_eq!(poll_once(queue.put(2)), Poll::Pending);
    assert_eq!(queue.try_take(), Ok(1));
    assert_eq!(queue.try_put(3), Ok(()));
    assert_eq!((queue.try_take(), queue.try_take()), (Ok(3), Err(TryTakeError::Empty)));
}

/// The number of items that each producer puts in a stress test.
const EACH: usize = 10_000;

type Item = (usize, usize);

async fn put_all(queue: Queue<Item>, producer: usize) {
    for number in 0..EACH {
        queue.put((producer, number)).await.expect("the queue is open");
    }
}

/// Takes items until there are no more. If it `cancels`, it starts a second wait for every one that it ends, and
/// cancels that after a poll.
async fn take_all(queue: Queue<Item>, cancels: bool) -> Vec<Item> {
    let mut taken = Vec::new();
    loop {
        if cancels {
            if let Poll::Ready(Ok(item)) = poll_once(queue.take()) {
                taken.push(item);
            }
            yield_now().await;
        }
        let Ok(item) = queue.take().await else { return taken };
        taken.push(item);
    }
}

/// Lets six producers put 60,000 items and six consumers take them. Of each, two are threads that block, two are tasks
/// on tokio with two workers, and two are tasks on another executor. Of each pair of consuming tasks, one cancels half
/// of its waits.
fn stress(queue: &Queue<Item>) {
    let tokio = two_workers();
    let taken: Vec<Vec<Item>> = thread::scope(|scope| {
        let mut consumers = Vec::new();
        let mut consuming_tasks = Vec::new();
        for cancels in [true, false] {
            let take_all = || take_all(queue.clone(), cancels);
            consuming_tasks.push(tokio.spawn(take_all()));
            let task = take_all();
            consumers.push(scope.spawn(|| block_on(task)));
            let take = || std::iter::from_fn(|| block_on(queue.take()).ok()).collect();
            consumers.push(scope.spawn(take));
        }
        let mut producers = Vec::new();
        let mut producing_tasks = Vec::new();
        for producer in [0, 3] {
            producing_tasks.push(tokio.spawn(put_all(queue.clone(), producer)));
            let task = put_all(queue.clone(), producer + 1);
            producers.push(scope.spawn(|| block_on(task)));
            producers.push(scope.spawn(move || {
                for number in 0..EACH {
                    block_on(queue.put((producer + 2, number))).expect("the queue is open");
                }
            }));
        }
        for producer in producers {
            producer.join().expect("no panic");
        }
        for task in producing_tasks {
            tokio.block_on(task).expect("no panic");
        }
        queue.close();
        let threads = consumers.into_iter().map(|consumer| consumer.join().expect("no panic"));
        let tasks = consuming_tasks.into_iter();
        let tasks = tasks.map(|task| tokio.block_on(task).expect("no panic"));
        threads.chain(tasks).collect()
    });
    for taken in &taken {
        for producer in 0..6 {
            let items = taken.iter().filter(|(from, _)| *from == producer);
            assert!(items.is_sorted(), "a consumer sees the items of a producer in their order");
        }
    }
    let count = taken.iter().map(Vec::len).sum::<usize>();
    let all: BTreeSet<_> = taken.into_iter().flatten().collect();
    assert_eq!((count, all.len()), (6 * EACH, 6 * EACH), "every item came exactly once");
}

#[test]
fn every_item_comes_exactly_once_through_an_unbounded_queue() {
    stress(&Queue::unbounded());
}

#[test]
fn every_item_comes_exactly_once_through_a_queue_with_room_for_one() {
    stress(&bounded(1));
}

#[test]
fn every_item_comes_exactly_once_through_a_queue_with_room_for_some() {
    stress(&bounded(64));
}

#[test]
fn threads_number_the_work_in_the_order_in_which_it_was_in_the_queue() {
    let mut views = Views::default();
    views.timeline = true;
    session::start("threads", views, None);
    // Try it many times, because two threads have to meet.
    for _ in 0..40 {
        check_numbers();
    }
}

/// Checks that a run of several threads records each with the work that it took.
fn check_numbers() {
    session::begin_run("", Kind::Counts, Vec::new());
    // This is less than a lane has room for spans, so that each is kept.
    let queue = Queue::from(Work((0..4000).collect()));
    let take_all = |name| {
        let take_all = || iter::from_fn(|| queue.try_take().ok()).collect();
        (name, watch_fn(name, take_all))
    };
    let taken: BTreeMap<_, BTreeSet<usize>> = thread::scope(|scope| {
        let threads = ["A", "B", "C", "D"].map(|name| scope.spawn(move || take_all(name)));
        threads.map(|thread| thread.join().expect("it does not panic")).into()
    });
    let picture = session::recording().expect("the run is recorded").picture();
    for (name, taken) in taken {
        let mut lanes = picture.lanes.iter().filter(|lane| lane.name == name);
        let lane = lanes.next().expect("each thread has a lane");
        // Work that took no time has no span.
        let mut recorded = lane.spans.iter().filter_map(|span| span.work);
        assert!(recorded.all(|number| taken.contains(&number)), "{:?} and {taken:?}", lane.spans);
    }
}
