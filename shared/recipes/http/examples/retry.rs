//! Try a request again, but only if it may be repeated.

use anyhow::Result;
use reqwest::{Client, Error, Method, Response, StatusCode};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::{net::TcpListener, time::sleep};

/// Returns `true` if the same request may succeed a moment later.
fn may_pass(error: &Error) -> bool {
    let is_busy = |status: StatusCode| matches!(status.as_u16(), 429 | 503);
    error.is_connect() || error.is_timeout() || error.status().is_some_and(is_busy)
}

async fn request(client: &Client, method: Method, url: &str) -> Result<Response, Error> {
    let mut pause = Duration::from_millis(10);
    let mut attempts = if method.is_idempotent() { 4 } else { 1 };
    loop {
        let result = client.request(method.clone(), url).send().await;
        attempts -= 1;
        match result.and_then(Response::error_for_status) {
            Err(error) if attempts > 0 && may_pass(&error) => {
                println!("{method}: {}: try again", error.without_url());
            }
            result => return result,
        }
        // At random, so that clients that failed together don't come back together.
        sleep(pause.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
        pause *= 2;
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let server = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", server.local_addr()?);
    tokio::spawn(serve(server));
    // The server is on this machine: leave `no_proxy` out of yours.
    let client = Client::builder().timeout(Duration::from_secs(10)).no_proxy().build()?;

    for method in [Method::GET, Method::POST] {
        match request(&client, method.clone(), &url).await {
            Ok(response) => println!("{method}: {}", response.status()),
            Err(error) => println!("{method}: {}: given up", error.without_url()),
        }
    }
    Ok(())
}

async fn serve(server: TcpListener) -> Result<()> {
    let busy = "503 Service Unavailable";
    for status in [busy, busy, "200 OK", busy] {
        let (mut stream, _) = server.accept().await?;
        if stream.read(&mut [0; 1024]).await? > 0 {
            stream.write_all(format!("HTTP/1.0 {status}\r\n\r\n").as_bytes()).await?;
        }
    }
    Ok(())
}
