// A limit for each page.
//
// A board in the hall shows a page to whoever asks for it: the weather, the bus, what is on at the
// museum. Each page is fetched by a task of its own, so that nobody waits for another's page. But
// some sites are slow today.
//
// `timeout` drops the future that it was given when the time is over. It is given all of `fetch`,
// since a response is there as soon as its headers are.

use exercises::Verdict;
use exercises::slow_site::{Board, check};
use exercises::web::{Client, Error};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::timeout;

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    let response = client.get(url).send().await?;
    response.text().await
}

async fn show(client: Client, board: Board, url: String) {
    match timeout(Duration::from_secs(3), fetch(&client, &url)).await {
        Ok(Ok(page)) => board.show(&url, &page),
        Ok(Err(_)) | Err(_) => board.give_up(&url),
    }
}

async fn serve(client: Client, board: Board) {
    let mut tasks = JoinSet::new();
    while let Some(url) = board.next_wish().await {
        tasks.spawn(show(client.clone(), board.clone(), url));
    }
    tasks.join_all().await;
}

fn main() -> Verdict {
    check(serve)
}
