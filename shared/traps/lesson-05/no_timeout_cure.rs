//! The client waits for ten seconds at most.

mod server;

use reqwest::Client;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::timeout;

fn main() {
    let url = server::start(|_| {
        loop {
            std::thread::park()
        }
    });
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_all().start_paused(true).build().expect("it starts");
    event_loop.block_on(async {
        let client = Client::builder().timeout(Duration::from_secs(10)).build().expect("it works");
        // Without this limit, the program would never end.
        match timeout(Duration::from_secs(3600), client.get(url).send()).await {
            Ok(Ok(response)) => println!("Response: {}", response.status()),
            Ok(Err(error)) => {
                let error = error.without_url();
                println!("{error}: {error:?}");
            }
            Err(_) => {
                println!("After an hour, Ann waits for the client, and it for the server.")
            }
        }
    });
}
