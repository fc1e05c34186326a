//! Each page gets a client and connection of its own.

mod server;

use reqwest::Client;
use server::CONNECTIONS;
use std::sync::atomic::Ordering;
use tokio::runtime::Builder;

fn main() {
    let url = server::start(|_| Some("200 OK"));
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        for _ in 0..7 {
            let client = Client::new();
            let response = client.get(&url).send().await.expect("the server responds");
            response.bytes().await.expect("all of the page is there");
        }
    });
    println!("Pages: 7, connections: {}", CONNECTIONS.load(Ordering::Relaxed));
}
