//! A server accepts a connection, and never responds.

mod server;

use reqwest::Client;
use std::time::Duration;
use tokio::runtime::Builder;

fn main() {
    let url = server::start(None);
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        // Without the time-out, this would take as long as the server likes: for ever.
        let response = Client::new().get(url).timeout(Duration::from_millis(100)).send().await;
        println!("Is it out of time? {}", response.is_err_and(|error| error.is_timeout()));
    });
}
