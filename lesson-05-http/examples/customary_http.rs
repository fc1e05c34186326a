//! The async part of lesson 5 as people write it: `#[tokio::main]`, and results out of tasks.

use shared::{Queue, Timer, cli, say, watch};
use tokio::task::{JoinSet, spawn_blocking};
use web::{Sites, Url, Web, read};

type Page<'a> = (&'a str, Url, reqwest::Result<reqwest::StatusCode>);

async fn task(name: &str, work_queue: Queue<Url>, client: reqwest::Client) -> Vec<Page<'_>> {
    let mut pages = Vec::new();
    while let Ok(url) = work_queue.take().await {
        say!("Task {name} getting URL: {url}");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        let status = read(client.get(url.as_str()).send().await).await;
        timer.stop();
        pages.push((name, url, status));
    }
    pages
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<std::process::ExitCode, Box<dyn std::error::Error>> {
    let pages = web::async_pages();
    // Starting the sites blocks, so that is for another thread.
    let sites = if pages.live { None } else { Some(spawn_blocking(Sites::start).await??) };
    let web = Web::new("async", &pages, sites.as_ref());

    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(web.urls());
    let client = web.client();

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = JoinSet::new();
    for name in ["One", "Two"] {
        tasks.spawn(watch(name, task(name, work_queue.clone(), client.clone())));
    }

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    while let Some(pages) = tasks.join_next().await {
        for (name, url, status) in pages? {
            web.report(name, &url, status);
        }
    }
    timer.stop();
    web.end();
    Ok(cli::end())
}
