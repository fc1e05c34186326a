// Not found is no error.
//
// Ann pastes recipes of the web into a book, each as the site sends it. One page has moved away,
// and its site said so. Another site had a bad day. All the same, there are two new pages in the
// book, which nobody can cook.
//
// TODO: Paste only what is a recipe. For each page that is not there, write down the error
// (`book.write_down(&error)`), and go on with the next.

use exercises::Verdict;
use exercises::not_found::{Book, check};
use exercises::web::{Client, Error};

async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
    for url in urls {
        let response = client.get(&url).send().await?;
        book.paste(&url, response.text().await?);
    }
    Ok(())
}

fn main() -> Verdict {
    check(collect)
}
