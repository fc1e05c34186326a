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
    for pause in [1, 2] {
        let response = client.get(url).send().await?;
        if response.status() != StatusCode::SERVICE_UNAVAILABLE {
            return response.error_for_status()?.text().await;
        }
        sleep(Duration::from_secs(pause)).await;
    }
    let response = client.get(url).send().await?;
    response.error_for_status()?.text().await
}

fn main() -> Verdict {
    check(fetch)
}
