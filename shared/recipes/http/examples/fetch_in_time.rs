//! Fetch pages until a deadline, and name those that are late.

use anyhow::Result;
use futures_util::{StreamExt, stream};
use reqwest::Client;
use std::{future::pending, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, pause, timeout_at};

const PAGES: [&str; 5] = ["weather", "bus", "bakery", "cinema", "library"];

async fn fetch(client: &Client, url: String) -> reqwest::Result<String> {
    client.get(url).send().await?.error_for_status()?.text().await
}

#[tokio::main(flavor = "current_thread")]
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

    let fetches = PAGES.map(async |page| (page, fetch(&client, format!("{site}/{page}")).await));
    let mut results = stream::iter(fetches).buffer_unordered(2);
    let mut missing = PAGES.to_vec();
    let deadline = Instant::now() + Duration::from_secs(5);
    while let Ok(Some((page, result))) = timeout_at(deadline, results.next()).await {
        missing.retain(|name| *name != page);
        let text = result.unwrap_or_else(|error| error.without_url().to_string());
        println!("{page}: {text}");
    }
    drop(results); // cancels the requests that are still under way
    println!("not in time: {}", missing.join(", "));
    Ok(())
}

async fn respond(mut stream: TcpStream) -> Result<()> {
    let mut request = [0; 1024];
    let length = stream.read(&mut request).await?;
    let response = match String::from_utf8_lossy(&request[..length]).split(['/', ' ']).nth(2) {
        Some("weather") => "200 OK\r\n\r\nsunny",
        Some("bakery") => "404 Not Found\r\n\r\n",
        other => {
            // Nothing else can come now, so the clock may jump to the deadline.
            if other == Some("cinema") {
                pause(); // leave it out of yours
            }
            pending().await
        }
    };
    Ok(stream.write_all(format!("HTTP/1.0 {response}").as_bytes()).await?)
}
