// At most three at a time.
//
// Great-grandmother's ten letters are on a neighbour's computer in the attic, a page each. It can
// send three pages at a time; if it is asked for more, it breaks down. To fetch one after the other
// is safe, but slow.
//
// Futures do nothing until they are polled, so all of them can be made at once: `buffer_unordered`
// polls three, and takes the next when one of them is done. A semaphore of three permits does, too.

use exercises::Verdict;
use exercises::three_at_a_time::check;
use exercises::web::{Client, Error};
use futures_util::{StreamExt, TryStreamExt, stream};

async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
    client.get(url).send().await?.text().await
}

async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
    let fetches = urls.iter().map(|url| fetch(&client, url));
    stream::iter(fetches).buffer_unordered(3).try_collect().await
}

fn main() -> Verdict {
    check(fetch_all)
}
