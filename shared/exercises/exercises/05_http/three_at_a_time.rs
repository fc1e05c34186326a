// At most three at a time.
//
// Great-grandmother's ten letters are on a neighbour's computer in the attic, a page each. It can
// send three pages at a time; if it is asked for more, it breaks down. To fetch one after the other
// is safe, but slow.
//
// TODO: Have three pages under way whenever so many are left, and never more: as soon as one is
// there, ask for the next. The pages may be returned in any order.

use exercises::Verdict;
use exercises::three_at_a_time::check;
use exercises::web::{Client, Error};

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    client.get(url).send().await?.text().await
}

async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
    let mut pages = Vec::new();
    for url in &urls {
        pages.push(fetch(&client, url).await?);
    }
    Ok(pages)
}

fn main() -> Verdict {
    check(fetch_all)
}
