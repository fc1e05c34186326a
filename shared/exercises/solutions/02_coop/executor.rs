// A small executor.
//
// Three children make lanterns, and Dad helps. A poll is a visit: it takes a minute, and ends when
// the child has to wait, for glue that dries or for the scissors.
//
// At first, all are in the run queue. The lock is free again before a task is polled, since the
// task may wake itself or others meanwhile.

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
        let mut run_queue = self.run_queue.lock().unwrap();
        if !run_queue.contains(&self.number) {
            run_queue.push_back(self.number);
        }
    }
}

fn run(tasks: Vec<Task>, house: &House) {
    let run_queue = RunQueue::new(Mutex::new((0..tasks.len()).collect()));
    // `None` is in the place of a task that is done.
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    while tasks.iter().any(Option::is_some) {
        let next = run_queue.lock().unwrap().pop_front();
        let Some(number) = next else {
            house.wait();
            continue;
        };
        let Some(task) = &mut tasks[number] else { continue };
        let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
        let waker = Waker::from(Arc::new(waker));
        if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
            tasks[number] = None;
        }
    }
}

fn main() -> Verdict {
    check(run)
}
