// A small executor.
//
// Three children make lanterns, and Dad helps. A poll is a visit: it takes a minute, and ends when
// the child has to wait, for glue that dries or for the scissors. Dad goes round from one to the
// next, mostly for nothing.
//
// TODO: Poll only those who were woken, and in that order. As long as nobody is, `house.wait()`
// lets Dad rest until something happens.

use exercises::Verdict;
use exercises::executor::{House, Task, check};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

type RunQueue = Arc<Mutex<VecDeque<usize>>>;

/// Wakes a task: puts its number into the run queue.
struct TaskWaker {
    number: usize,
    run_queue: RunQueue,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.run_queue.lock().unwrap().push_back(self.number);
    }
}

fn run(tasks: Vec<Task>, _house: &House) {
    let run_queue = RunQueue::default();
    // `None` is in the place of a task that is done.
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    while tasks.iter().any(Option::is_some) {
        for (number, place) in tasks.iter_mut().enumerate() {
            let Some(task) = place else { continue };
            let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
            let waker = Waker::from(Arc::new(waker));
            if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
                *place = None;
            }
        }
    }
}

fn main() -> Verdict {
    check(run)
}
