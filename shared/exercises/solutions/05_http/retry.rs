// Try again, not for ever.
//
// Tickets for the circus are sold on a page, and everybody wants some. The site is busy (503), and
// says so; a little later it may have time. Other pages are not there at all (404), and will not be
// later on, either.
//
// If the pause were always the same, all who were turned away together would come back together.
// Programs at work also make it a bit longer or shorter by chance.

use exercises::Verdict;
use exercises::retry::check;
use exercises::web::{Client, Error, StatusCode};
use std::time::Duration;
use tokio::time::sleep;

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    let mut pauses = [1, 2].into_iter();
    loop {
        let response = client.get(url).send().await?;
        match pauses.next() {
            Some(pause) if response.status() == StatusCode::SERVICE_UNAVAILABLE => {
                sleep(Duration::from_secs(pause)).await
            }
            _ => return response.error_for_status()?.text().await,
        }
    }
}

fn main() -> Verdict {
    check(fetch)
}
