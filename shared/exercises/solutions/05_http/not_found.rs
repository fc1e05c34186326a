// Not found is no error.
//
// Ann pastes recipes of the web into a book, each as the site sends it. One page has moved away,
// and its site said so. Another site had a bad day.
//
// For `send`, a response is a response, whatever its status. `?` ends the function, and so it is
// only for what spoils all that follows.

use exercises::Verdict;
use exercises::not_found::{Book, check};
use exercises::web::{Client, Error};

async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
    for url in urls {
        let response = client.get(&url).send().await?;
        match response.error_for_status() {
            Ok(response) => book.paste(&url, response.text().await?),
            Err(error) => book.write_down(&error),
        }
    }
    Ok(())
}

fn main() -> Verdict {
    check(collect)
}
