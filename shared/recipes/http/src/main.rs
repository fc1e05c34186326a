//! The first request: gets the page at a URL.

use anyhow::{Context, Result};
use reqwest::Client;
use std::{env, time::Duration};

#[tokio::main]
async fn main() -> Result<()> {
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let url = env::args().nth(1).context("say which: cargo run -- https://www.rust-lang.org")?;

    // Without a limit, a server that says nothing keeps you waiting for ever.
    let client = Client::builder().timeout(Duration::from_secs(10)).build()?;
    let response = client.get(&url).send().await?.error_for_status()?;
    let page = response.text().await?;
    println!("{url} has {} characters", page.chars().count());
    Ok(())
}
