//! The tasks of lesson 3 fetch pages: a task that waits for its page keeps the thread.

use reqwest::blocking;
use shared::{Queue, Timer, say, watch, yield_now};
use std::task::{Context, Waker};
use web::{Url, Web, read_blocking};

pub(crate) async fn task(name: &str, work_queue: Queue<Url>, client: blocking::Client, web: Web) {
    while let Ok(url) = work_queue.try_take() {
        say!("Task {name} getting URL: {url}");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        let status = read_blocking(client.get(url.as_str()).send());
        timer.stop();
        web.report(name, &url, status);
        yield_now().await;
    }
}

pub(crate) fn main(web: Web) -> f64 {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(web.urls());
    let client = web.blocking_client();

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = Vec::new();
    for name in ["One", "Two"] {
        let task = task(name, work_queue.clone(), client.clone(), web.clone());
        tasks.push(Box::pin(watch(name, task)));
    }

    // Run the tasks: poll each until it yields, and keep those that are not done.
    let timer = Timer::start("\nTotal elapsed time");
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
    timer.stop()
}
