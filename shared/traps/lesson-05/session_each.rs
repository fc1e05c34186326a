//! Each page gets a session of its own, and connects anew.

mod server;

use reqwest::Client;
use server::CONNECTIONS;
use std::sync::atomic::Ordering;
use tokio::runtime::Builder;

async fn get(session: &Client, url: &str) {
    let response = session.get(url).send().await.expect("there is a response");
    response.bytes().await.expect("there is a page");
}

fn main() {
    let url = server::start(Some("200 OK"));
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        for _ in 0..7 {
            get(&Client::new(), &url).await;
        }
        println!("A session for each: connections: {}", CONNECTIONS.swap(0, Ordering::Relaxed));
        let session = Client::new();
        for _ in 0..7 {
            get(&session, &url).await;
        }
        println!("One session for all: connections: {}", CONNECTIONS.swap(0, Ordering::Relaxed));
    });
}
