pub(super) mod stops_at_the_first {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        for url in urls {
            let response = client.get(&url).send().await?.error_for_status()?;
            book.paste(&url, response.text().await?);
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod only_not_found {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        for url in urls {
            let response = client.get(&url).send().await?;
            if response.status() == StatusCode::NOT_FOUND {
                if let Err(error) = response.error_for_status() {
                    book.write_down(&error);
                }
            } else {
                book.paste(&url, response.text().await?);
            }
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod breaks_off {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        for url in urls {
            let response = client.get(&url).send().await?;
            match response.error_for_status() {
                Ok(response) => book.paste(&url, response.text().await?),
                Err(error) => {
                    book.write_down(&error);
                    break;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod leaves_them_out {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        for url in urls {
            let response = client.get(&url).send().await?;
            if response.status().is_success() {
                book.paste(&url, response.text().await?);
            }
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod panics {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        for url in urls {
            let response = client.get(&url).send().await?;
            let response = response.error_for_status().expect("it is there");
            book.paste(&url, response.text().await?);
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod side_by_side {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error, StatusCode};
    use tokio::task::JoinSet;

    async fn fetch(client: Client, url: String) -> Result<(String, String), Error> {
        let response = client.get(&url).send().await?.error_for_status()?;
        Ok((url, response.text().await?))
    }

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        let mut pages: JoinSet<_> =
            urls.into_iter().map(|url| fetch(client.clone(), url)).collect();
        while let Some(page) = pages.join_next().await {
            match page.expect("it does not panic") {
                Ok((url, page)) => book.paste(&url, page),
                Err(error) => book.write_down(&error),
            }
        }
        Ok(())
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}

pub(super) mod an_error_in_the_end {
    use exercises::Verdict;
    use exercises::not_found::{Book, check};
    use exercises::web::{Client, Error};

    async fn collect(client: Client, urls: Vec<String>, book: Book) -> Result<(), Error> {
        let mut result = Ok(());
        for url in urls {
            match client.get(&url).send().await?.error_for_status() {
                Ok(response) => book.paste(&url, response.text().await?),
                Err(error) => {
                    book.write_down(&error);
                    result = Err(error);
                }
            }
        }
        result
    }

    pub(crate) fn main() -> Verdict {
        check(collect)
    }
}
