//! Fetch many pages in tasks, at most ten at a time.

use anyhow::Result;
use reqwest::Client;
use std::{sync::atomic::AtomicUsize, sync::atomic::Ordering::SeqCst, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::{net::TcpListener, net::TcpStream, sync::Semaphore, task::JoinSet};

const AT_A_TIME: usize = 10;
static PERMITS: Semaphore = Semaphore::const_new(AT_A_TIME);

async fn fetch(client: Client, url: String) -> reqwest::Result<String> {
    let _permit = PERMITS.acquire().await.expect("nobody closes it");
    client.get(url).send().await?.error_for_status()?.text().await
}

#[tokio::main]
async fn main() -> Result<()> {
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let server = TcpListener::bind("127.0.0.1:0").await?;
    let site = format!("http://{}", server.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = server.accept().await {
            tokio::spawn(respond(stream));
        }
    });
    // The server is on this machine: leave `no_proxy` out of yours.
    let client = Client::builder().timeout(Duration::from_secs(10)).no_proxy().build()?;

    let fetches = (1..=100).map(|page| fetch(client.clone(), format!("{site}/{page}")));
    let mut results: JoinSet<_> = fetches.collect();
    let mut pages = 0;
    while let Some(result) = results.join_next().await {
        match result? {
            Ok(_) => pages += 1,
            Err(error) => println!("{}", error.without_url()),
        }
    }
    println!("{pages} pages, at most {} at a time", MOST.load(SeqCst));
    Ok(())
}

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

async fn respond(mut stream: TcpStream) -> Result<()> {
    let mut request = [0; 1024];
    while stream.read(&mut request).await? > 0 {
        MOST.fetch_max(NOW.fetch_add(1, SeqCst) + 1, SeqCst);
        // The first ones wait until all of them are here, so that each run prints the same.
        while MOST.load(SeqCst) < AT_A_TIME {
            tokio::task::yield_now().await;
        }
        NOW.fetch_sub(1, SeqCst);
        let status = if request.starts_with(b"GET /13 ") { "404 Not Found" } else { "200 OK" };
        let response = format!("HTTP/1.1 {status}\r\ncontent-length: 4\r\n\r\npage");
        stream.write_all(response.as_bytes()).await?;
    }
    Ok(())
}
