//! Requests stand still while the loop's body awaits.

use futures_util::stream::{self, StreamExt};
use std::time::Duration;
use tokio::time::{Instant, error::Elapsed, sleep, timeout};

/// Takes that many seconds to connect, and as many to read. The limit is eight.
async fn fetch((page, seconds): (&str, u64)) -> Result<&str, Elapsed> {
    let request = async {
        sleep(Duration::from_secs(seconds)).await;
        sleep(Duration::from_secs(seconds)).await;
        page
    };
    timeout(Duration::from_secs(8), request).await
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let began = Instant::now();
    let pages = stream::iter([("Menu", 1), ("News", 3), ("Weather", 3)]);
    let mut pages = pages.map(fetch).buffered(3);
    while let Some(page) = pages.next().await {
        println!("{:2} s: {page:?}", began.elapsed().as_secs());
        // Ann reads the page.
        sleep(Duration::from_secs(10)).await;
    }
}
