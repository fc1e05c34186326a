// Try again, not for ever.
//
// Tickets for the circus are sold on a page, and everybody wants some. The site is busy (503), and
// says so; a little later it may have time. Other pages are not there at all (404), and will not be
// later on, either.
//
// TODO: If the site is busy, wait a second and ask again; if it still is, wait longer than that,
// and ask once more. If it is busy then, too, return the error. Whatever else a site says, do not
// ask again.

use exercises::Verdict;
use exercises::retry::check;
use exercises::web::{Client, Error, StatusCode};

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    let mut response = client.get(url).send().await?;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response = client.get(url).send().await?;
    }
    response.error_for_status()?.text().await
}

fn main() -> Verdict {
    check(fetch)
}
