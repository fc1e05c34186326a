//! The async part of lesson 5 as people write it: `?` for what fails, and results out of tasks.

use reqwest::{Client, StatusCode};
use shared::{Queue, Timer, cli, say, watch};
use std::error::Error;
use tokio::task::{JoinSet, spawn_blocking};
use web::{Sites, Url, Web};

async fn fetch(client: &Client, url: &Url) -> reqwest::Result<StatusCode> {
    let response = client.get(url.as_str()).send().await?;
    let status = response.status();
    response.bytes().await?;
    Ok(status)
}

type Results = Vec<(Url, reqwest::Result<StatusCode>)>;

async fn task(name: &str, work_queue: Queue<Url>, client: Client) -> (&str, Results) {
    let mut results = Vec::new();
    while let Ok(url) = work_queue.take().await {
        say!("Task {name} getting URL: {url}");
        let timer = Timer::start(format!("Task {name} elapsed time"));
        let result = fetch(&client, &url).await;
        timer.stop();
        results.push((url, result));
    }
    (name, results)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<std::process::ExitCode, Box<dyn Error>> {
    let pages = web::async_pages();
    // To start the sites blocks.
    let sites = if pages.live { None } else { Some(spawn_blocking(Sites::start).await??) };
    let web = Web::new("async", &pages, sites.as_ref());

    // Create the queue of work, from the command line or by default.
    let work_queue = Queue::from(web.urls());
    let client = web.client();

    // Create the tasks, each with a handle on the same queue.
    let mut tasks = JoinSet::new();
    for name in ["One", "Two"] {
        let task = task(name, work_queue.clone(), client.clone());
        tasks.spawn(watch(name, task));
    }

    // Run the tasks: the event loop polls those that are woken, until all are done.
    let timer = Timer::start("\nTotal elapsed time");
    while let Some(done) = tasks.join_next().await {
        let (name, results) = done?;
        for (url, result) in results {
            web.report(name, &url, result);
        }
    }
    timer.stop();
    web.end();
    Ok(cli::end())
}
