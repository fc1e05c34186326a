//! The first request: gets the page at the URL that is given.

use anyhow::Context;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    rustls::crypto::ring::default_provider().install_default().expect("there is none yet");
    let url =
        std::env::args().nth(1).context("give it a URL: cargo run -- https://www.rust-lang.org")?;
    let response = reqwest::get(&url).await?.error_for_status()?;
    println!("{}: {} bytes", url, response.bytes().await?.len());
    Ok(())
}
