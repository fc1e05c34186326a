pub(super) mod limit_around_send {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn show(client: Client, board: Board, url: String) {
        match timeout(Duration::from_secs(3), client.get(&url).send()).await {
            Ok(Ok(response)) => board.show(&url, &response.text().await.unwrap_or_default()),
            Ok(Err(_)) | Err(_) => board.give_up(&url),
        }
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod two_limits {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn show(client: Client, board: Board, url: String) {
        let limit = Duration::from_secs(3);
        if let Ok(Ok(response)) = timeout(limit, client.get(&url).send()).await {
            if let Ok(Ok(page)) = timeout(limit, response.text()).await {
                board.show(&url, &page);
                return;
            }
        }
        board.give_up(&url);
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod one_limit_for_all {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        match fetch(&client, &url).await {
            Ok(page) => board.show(&url, &page),
            Err(_) => board.give_up(&url),
        }
    }

    async fn serve_all(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    async fn serve(client: Client, board: Board) {
        if timeout(Duration::from_secs(3), serve_all(client, board.clone())).await.is_err() {
            for url in ["http://museum.example", "http://library.example", "http://bus.example"] {
                board.give_up(url);
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod limit_for_the_rest {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
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
        let _ = timeout(Duration::from_secs(3), tasks.join_all()).await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        match timeout(Duration::from_secs(3), fetch(&client, &url)).await {
            Ok(Ok(page)) => board.show(&url, &page),
            Ok(Err(_)) | Err(_) => board.give_up(&url),
        }
    }

    async fn serve(client: Client, board: Board) {
        while let Some(url) = board.next_wish().await {
            show(client.clone(), board.clone(), url).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod says_nothing {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        if let Ok(Ok(page)) = timeout(Duration::from_secs(3), fetch(&client, &url)).await {
            board.show(&url, &page);
        }
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod panics {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        let page = timeout(Duration::from_secs(3), fetch(&client, &url)).await;
        board.show(&url, &page.expect("it comes in time").expect("there is such a site"));
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod shows_all_at_the_end {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            let client = client.clone();
            tasks.spawn(async move {
                let page = timeout(Duration::from_secs(3), fetch(&client, &url)).await;
                (url, page)
            });
        }
        for (url, page) in tasks.join_all().await {
            match page {
                Ok(Ok(page)) => board.show(&url, &page),
                _ => board.give_up(&url),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod select_and_sleep {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        tokio::select! {
            Ok(page) = fetch(&client, &url) => board.show(&url, &page),
            () = tokio::time::sleep(Duration::from_secs(3)) => board.give_up(&url),
        }
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod limit_of_the_request {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).timeout(Duration::from_secs(3)).send().await?.text().await
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

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod gives_up_all_the_same {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) {
        if let Ok(Ok(page)) = timeout(Duration::from_secs(3), fetch(&client, &url)).await {
            board.show(&url, &page);
        }
        board.give_up(&url);
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod gives_up_at_the_end {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: Client, board: Board, url: String) -> Option<String> {
        match timeout(Duration::from_secs(3), fetch(&client, &url)).await {
            Ok(Ok(page)) => {
                board.show(&url, &page);
                None
            }
            _ => Some(url),
        }
    }

    async fn serve(client: Client, board: Board) {
        let mut tasks = JoinSet::new();
        while let Some(url) = board.next_wish().await {
            tasks.spawn(show(client.clone(), board.clone(), url));
        }
        for url in tasks.join_all().await.into_iter().flatten() {
            board.give_up(&url);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}

pub(super) mod in_one_task {
    use exercises::Verdict;
    use exercises::slow_site::{Board, check};
    use exercises::web::{Client, Error};
    use futures_util::StreamExt;
    use futures_util::stream::FuturesUnordered;
    use std::time::Duration;
    use tokio::time::timeout;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        client.get(url).send().await?.text().await
    }

    async fn show(client: &Client, board: &Board, url: String) {
        match timeout(Duration::from_secs(3), fetch(client, &url)).await {
            Ok(Ok(page)) => board.show(&url, &page),
            _ => board.give_up(&url),
        }
    }

    async fn serve(client: Client, board: Board) {
        let mut pages = FuturesUnordered::new();
        let mut has_closed = false;
        loop {
            tokio::select! {
                wish = board.next_wish(), if !has_closed => match wish {
                    Some(url) => pages.push(show(&client, &board, url)),
                    None => has_closed = true,
                },
                Some(()) = pages.next() => {}
                else => break,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(serve)
    }
}
