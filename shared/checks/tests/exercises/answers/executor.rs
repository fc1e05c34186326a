pub(super) mod ends_when_the_queue_is_empty {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        loop {
            let next = run_queue.lock().unwrap().pop_front();
            let Some(number) = next else { break };
            let Some(task) = &mut tasks[number] else { continue };
            let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
            let waker = Waker::from(Arc::new(waker));
            if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
                tasks[number] = None;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod last_in_first_out {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            let next = run_queue.lock().unwrap().pop_back();
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

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod twice_in_the_queue {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

    struct TaskWaker {
        number: usize,
        run_queue: RunQueue,
    }

    impl Wake for TaskWaker {
        fn wake(self: Arc<Self>) {
            self.run_queue.lock().unwrap().push_back(self.number);
        }
    }

    fn run(tasks: Vec<Task>, house: &House) {
        let run_queue = RunQueue::new(Mutex::new((0..tasks.len()).collect()));
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

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod polls_who_is_done {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks = tasks;
        let mut unfinished = tasks.len();
        while unfinished > 0 {
            let next = run_queue.lock().unwrap().pop_front();
            let Some(number) = next else {
                house.wait();
                continue;
            };
            let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
            let waker = Waker::from(Arc::new(waker));
            let task = Pin::new(&mut tasks[number]);
            if task.poll(&mut Context::from_waker(&waker)).is_ready() {
                unfinished -= 1;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod without_wakers {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            let next = run_queue.lock().unwrap().pop_front();
            let Some(number) = next else {
                house.wait();
                continue;
            };
            let Some(task) = &mut tasks[number] else { continue };
            if Pin::new(task).poll(&mut Context::from_waker(Waker::noop())).is_ready() {
                tasks[number] = None;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod holds_the_queue {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            if let Some(number) = run_queue.lock().unwrap().pop_front() {
                let Some(task) = &mut tasks[number] else { continue };
                let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
                let waker = Waker::from(Arc::new(waker));
                if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
                    tasks[number] = None;
                }
            } else {
                house.wait();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod holds_the_queue_and_rests {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            let mut queue = run_queue.lock().unwrap();
            while queue.is_empty() {
                house.wait();
            }
            let number = queue.pop_front().unwrap();
            drop(queue);
            let Some(task) = &mut tasks[number] else { continue };
            let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
            let waker = Waker::from(Arc::new(waker));
            if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
                tasks[number] = None;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod naps {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            let next = run_queue.lock().unwrap().pop_front();
            let Some(number) = next else {
                std::thread::sleep(std::time::Duration::from_secs(60));
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

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod starts_with_an_empty_queue {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let run_queue = RunQueue::default();
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

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let run_queue = RunQueue::default();
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        for number in 0..tasks.len() {
            let task = tasks[number].as_mut().unwrap();
            let waker = TaskWaker { number, run_queue: Arc::clone(&run_queue) };
            let waker = Waker::from(Arc::new(waker));
            while Pin::new(&mut *task).poll(&mut Context::from_waker(&waker)).is_pending() {
                house.wait();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod clears_the_mark_too_late {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake, Waker};

    struct TaskWaker {
        is_woken: AtomicBool,
    }

    impl Wake for TaskWaker {
        fn wake(self: Arc<Self>) {
            self.is_woken.store(true, Ordering::Relaxed);
        }
    }

    fn run(tasks: Vec<Task>, house: &House) {
        let mut tasks: Vec<_> = tasks
            .into_iter()
            .map(|task| (task, Arc::new(TaskWaker { is_woken: AtomicBool::new(true) })))
            .collect();
        while !tasks.is_empty() {
            let mut rests = true;
            tasks.retain_mut(|(task, woken)| {
                if !woken.is_woken.load(Ordering::Relaxed) {
                    return true;
                }
                rests = false;
                let waker = Waker::from(Arc::clone(woken));
                let poll = Pin::new(task).poll(&mut Context::from_waker(&waker));
                woken.is_woken.store(false, Ordering::Relaxed);
                poll.is_pending()
            });
            if rests && !tasks.is_empty() {
                house.wait();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod polls_everybody {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake, Waker};

    struct Bell(AtomicBool);

    impl Wake for Bell {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    fn run(mut tasks: Vec<Task>, house: &House) {
        let bell = Arc::new(Bell(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&bell));
        while !tasks.is_empty() {
            if bell.0.swap(false, Ordering::Relaxed) {
                tasks.retain_mut(|task| {
                    Pin::new(task).poll(&mut Context::from_waker(&waker)).is_pending()
                });
            } else {
                house.wait();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod with_marks {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake, Waker};

    struct TaskWaker {
        is_woken: AtomicBool,
    }

    impl Wake for TaskWaker {
        fn wake(self: Arc<Self>) {
            self.is_woken.store(true, Ordering::Relaxed);
        }
    }

    fn run(tasks: Vec<Task>, house: &House) {
        let mut tasks: Vec<_> = tasks
            .into_iter()
            .map(|task| (task, Arc::new(TaskWaker { is_woken: AtomicBool::new(true) })))
            .collect();
        while !tasks.is_empty() {
            let mut rests = true;
            tasks.retain_mut(|(task, woken)| {
                if !woken.is_woken.swap(false, Ordering::Relaxed) {
                    return true;
                }
                rests = false;
                let waker = Waker::from(Arc::clone(woken));
                let poll = Pin::new(task).poll(&mut Context::from_waker(&waker));
                poll.is_pending()
            });
            if rests && !tasks.is_empty() {
                house.wait();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod with_a_channel {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::pin::Pin;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, mpsc};
    use std::task::{Context, Wake, Waker};

    struct TaskWaker {
        number: usize,
        is_queued: AtomicBool,
        sender: mpsc::Sender<usize>,
    }

    impl Wake for TaskWaker {
        fn wake(self: Arc<Self>) {
            if !self.is_queued.swap(true, Ordering::Relaxed) {
                self.sender.send(self.number).unwrap();
            }
        }
    }

    fn run(tasks: Vec<Task>, house: &House) {
        let (sender, run_queue) = mpsc::channel();
        let mut tasks: Vec<_> = tasks
            .into_iter()
            .enumerate()
            .map(|(number, task)| {
                let is_queued = AtomicBool::new(false);
                let waker = Arc::new(TaskWaker { number, is_queued, sender: sender.clone() });
                Waker::from(Arc::clone(&waker)).wake();
                Some((task, waker))
            })
            .collect();
        let mut unfinished = tasks.len();
        while unfinished > 0 {
            let Ok(number) = run_queue.try_recv() else {
                house.wait();
                continue;
            };
            let Some((task, waker)) = &mut tasks[number] else { continue };
            waker.is_queued.store(false, Ordering::Relaxed);
            let waker = Waker::from(Arc::clone(waker));
            if Pin::new(task).poll(&mut Context::from_waker(&waker)).is_ready() {
                tasks[number] = None;
                unfinished -= 1;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}

pub(super) mod with_let_else {
    use exercises::Verdict;
    use exercises::executor::{House, Task, check};
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake, Waker};

    type RunQueue = Arc<Mutex<VecDeque<usize>>>;

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
        let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        while tasks.iter().any(Option::is_some) {
            let Some(number) = run_queue.lock().unwrap().pop_front() else {
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

    pub(crate) fn main() -> Verdict {
        check(run)
    }
}
