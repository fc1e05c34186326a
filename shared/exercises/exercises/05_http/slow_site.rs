// A limit for each page.
//
// A board in the hall shows a page to whoever asks for it: the weather, the bus, what is on at the
// museum. Each page is fetched by a task of its own, so that nobody waits for another's page. But
// some sites are slow today, and whoever asks for one of theirs stands before an empty board.
//
// TODO: Give each page three seconds, from the request to the end of the page. If it is not there
// by then, say so (`board.give_up(&url)`).

use exercises::Verdict;
use exercises::slow_site::{Board, check};
use exercises::web::{Client, Error};
use tokio::task::JoinSet;

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    let response = client.get(url).send().await?;
    response.text().await
}

async fn show(client: Client, board: Board, url: String) {
    match fetch(&client, &url).await {
        Ok(page) => board.show(&url, &page),
        Err(_) => board.give_up(&url),
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
