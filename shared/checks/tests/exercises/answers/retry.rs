pub(super) mod at_once {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        for _ in 1..3 {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod for_ever {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pause = Duration::from_secs(1);
        loop {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            sleep(pause).await;
            pause *= 2;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod whatever_the_error {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pause = Duration::from_secs(1);
        for _ in 1..3 {
            match client.get(url).send().await?.error_for_status() {
                Ok(response) => return response.text().await,
                Err(_) => sleep(pause).await,
            }
            pause *= 2;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod always_a_second {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        for _ in 1..3 {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            sleep(Duration::from_secs(1)).await;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod by_the_millisecond {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        for pause in [1, 2] {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            sleep(Duration::from_millis(pause)).await;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod blocks {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pause = Duration::from_secs(1);
        for _ in 1..3 {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            std::thread::sleep(pause);
            pause *= 2;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod only_once_more {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let response = client.get(url).send().await?;
        if response.status() != BUSY {
            return response.error_for_status()?.text().await;
        }
        sleep(Duration::from_secs(1)).await;
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod three_times_more {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        for pause in 1..=3 {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            sleep(Duration::from_secs(pause)).await;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod takes_no_for_a_page {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pauses = [1, 2].into_iter();
        loop {
            let response = client.get(url).send().await?;
            match pauses.next() {
                Some(pause) if response.status() == BUSY => sleep(Duration::from_secs(pause)).await,
                _ => return response.text().await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod waits_before_it_gives_up {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pause = 1;
        loop {
            let response = client.get(url).send().await?;
            if response.status() != BUSY {
                return response.error_for_status()?.text().await;
            }
            sleep(Duration::from_secs(pause)).await;
            pause *= 2;
            if pause > 4 {
                return response.error_for_status()?.text().await;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod by_its_error {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::sleep;

    const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut pause = Duration::from_secs(1);
        for _ in 1..3 {
            match client.get(url).send().await?.error_for_status() {
                Err(error) if error.status() == Some(BUSY) => sleep(pause).await,
                result => return result?.text().await,
            }
            pause *= 3;
        }
        client.get(url).send().await?.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod any_server_error {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut response = client.get(url).send().await?;
        for pause in [1, 2] {
            if response.status().is_server_error() {
                sleep(Duration::from_secs(pause)).await;
                response = client.get(url).send().await?;
            }
        }
        response.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}

pub(super) mod waits_by_turns {
    use exercises::Verdict;
    use exercises::retry::check;
    use exercises::web::{Client, Error, StatusCode};
    use std::time::Duration;
    use tokio::time::Instant;

    async fn pause(time: Duration) {
        let began = Instant::now();
        while began.elapsed() < time {
            tokio::task::yield_now().await;
        }
    }

    async fn fetch(client: &Client, url: &str) -> Result<String, Error> {
        let mut response = client.get(url).send().await?;
        for seconds in [1, 2] {
            if response.status() == StatusCode::SERVICE_UNAVAILABLE {
                pause(Duration::from_secs(seconds)).await;
                response = client.get(url).send().await?;
            }
        }
        response.error_for_status()?.text().await
    }

    pub(crate) fn main() -> Verdict {
        check(fetch)
    }
}
