//! The tasks of lesson 4 fetch pages: a task that waits for its page gives the thread back.

use shared::{Queue, Timer, say, watch};
use tokio::{runtime::Builder, task::JoinSet};
use web::{Url, Web, read};

pub(crate) async fn task(name: &str, work_queue: Queue<Url>, client: reqwest::Client, web: Web) {
    while let Ok(url) = work_queue.take().await {
        say!("Task {name} getting URL: {url}");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        let status = read(client.get(url.as_str()).send().await).await;
        timer.stop();
        web.report(name, &url, status);
    }
}

pub(crate) fn main(web: Web) -> std::io::Result<f64> {
    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(web.urls());
    let client = web.client();

    // Create the tasks, each with a handle on the same queue.
    let event_loop = Builder::new_current_thread().enable_all().build()?;
    let mut tasks = JoinSet::new();
    for name in ["One", "Two"] {
        let task = task(name, work_queue.clone(), client.clone(), web.clone());
        tasks.spawn_on(watch(name, task), event_loop.handle());
    }

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    event_loop.block_on(tasks.join_all());
    Ok(timer.stop())
}
