pub(super) mod permit_dropped_at_once {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn fetch(client: Client, url: String, permits: Arc<Semaphore>) -> Result<String, Error> {
        let _ = permits.acquire().await;
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let permits = Arc::new(Semaphore::new(3));
        let mut tasks = JoinSet::new();
        for url in urls {
            tasks.spawn(fetch(client.clone(), url, Arc::clone(&permits)));
        }
        tasks.join_all().await.into_iter().collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod permit_for_the_headers {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn fetch(client: Client, url: String, permits: Arc<Semaphore>) -> Result<String, Error> {
        let response = {
            let _permit = permits.acquire().await;
            client.get(url).send().await?
        };
        response.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let permits = Arc::new(Semaphore::new(3));
        let mut tasks = JoinSet::new();
        for url in urls {
            tasks.spawn(fetch(client.clone(), url, Arc::clone(&permits)));
        }
        tasks.join_all().await.into_iter().collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod permit_forgotten {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn fetch(client: Client, url: String, permits: Arc<Semaphore>) -> Result<String, Error> {
        let permit = permits.acquire().await.expect("nobody closes it");
        permit.forget();
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let permits = Arc::new(Semaphore::new(3));
        let mut tasks = JoinSet::new();
        for url in urls {
            tasks.spawn(fetch(client.clone(), url, Arc::clone(&permits)));
        }
        tasks.join_all().await.into_iter().collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod batches_of_three {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use futures_util::future::try_join_all;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let mut pages = Vec::new();
        for batch in urls.chunks(3) {
            pages.extend(try_join_all(batch.iter().map(|url| fetch(&client, url))).await?);
        }
        Ok(pages)
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod keeps_the_order {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use futures_util::{StreamExt, TryStreamExt, stream};

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let fetches = urls.iter().map(|url| fetch(&client, url));
        stream::iter(fetches).buffered(3).try_collect().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod loses_the_last_ones {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use tokio::task::JoinSet;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let mut tasks = JoinSet::new();
        let mut pages = Vec::new();
        for url in urls {
            if tasks.len() == 3 {
                pages.extend(tasks.join_next().await);
            }
            let client = client.clone();
            tasks.spawn(async move { fetch(&client, &url).await });
        }
        pages.into_iter().map(|page| page.expect("it does not panic")).collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod with_permits {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn fetch(client: Client, url: String, permits: Arc<Semaphore>) -> Result<String, Error> {
        let _permit = permits.acquire().await.expect("nobody closes it");
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let permits = Arc::new(Semaphore::new(3));
        let mut tasks = JoinSet::new();
        for url in urls {
            tasks.spawn(fetch(client.clone(), url, Arc::clone(&permits)));
        }
        tasks.join_all().await.into_iter().collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod three_workers {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use std::sync::{Arc, Mutex};
    use tokio::task::JoinSet;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let urls = Arc::new(Mutex::new(urls.into_iter()));
        let mut workers = JoinSet::new();
        for _ in 0..3 {
            let (client, urls) = (client.clone(), Arc::clone(&urls));
            workers.spawn(async move {
                let mut pages = Vec::new();
                let next = || urls.lock().expect("nobody panics").next();
                while let Some(url) = next() {
                    pages.push(fetch(&client, &url).await?);
                }
                Ok(pages)
            });
        }
        let pages: Result<Vec<_>, Error> = workers.join_all().await.into_iter().collect();
        Ok(pages?.concat())
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod refilled {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use tokio::task::JoinSet;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let mut tasks = JoinSet::new();
        let mut pages = Vec::new();
        for url in urls {
            if tasks.len() == 3 {
                pages.extend(tasks.join_next().await.expect("three are there").ok());
            }
            let client = client.clone();
            tasks.spawn(async move { fetch(&client, &url).await });
        }
        pages.extend(tasks.join_all().await);
        pages.into_iter().collect()
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod four_at_a_time {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use futures_util::{StreamExt, TryStreamExt, stream};

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let fetches = urls.iter().map(|url| fetch(&client, url));
        stream::iter(fetches).buffer_unordered(4).try_collect().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}

pub(super) mod a_third_for_each {
    use exercises::Verdict;
    use exercises::three_at_a_time::check;
    use exercises::web::{Client, Error};
    use futures_util::future::try_join_all;

    async fn fetch_share(client: &Client, urls: &[String]) -> Result<Vec<String>, Error> {
        let mut pages = Vec::new();
        for url in urls {
            pages.push(client.get(url).send().await?.text().await?);
        }
        Ok(pages)
    }

    async fn fetch_all(client: Client, urls: Vec<String>) -> Result<Vec<String>, Error> {
        let shares = urls.chunks(4).map(|share| fetch_share(&client, share));
        Ok(try_join_all(shares).await?.concat())
    }

    pub(crate) fn main() -> Verdict {
        check(fetch_all)
    }
}
