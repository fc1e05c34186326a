//! A cheque is sent again, and paid twice.

mod server;

use reqwest::Client;
use server::CONNECTIONS;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use tokio::runtime::Builder;

static PAID: Mutex<Vec<Option<String>>> = Mutex::new(Vec::new());

fn bank(request: &str) -> Option<&'static str> {
    let key = request.lines().find(|line| line.starts_with("idempotency-key:")).map(str::to_owned);
    let mut paid = PAID.lock().expect("nobody panics");
    if key.is_none() || !paid.contains(&key) {
        paid.push(key);
    }
    // The first connection breaks before there is a response.
    (CONNECTIONS.load(Ordering::Relaxed) > 1).then_some("200 OK")
}

fn main() {
    let url = server::start(bank);
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        let client = Client::new();
        for _ in 0..3 {
            let request = client.post(&url);
            let Err(error) = request.send().await else { break };
            println!("Ann sends the cheque again: {:?}", error.without_url());
        }
    });
    println!("Cheques paid: {}", PAID.lock().expect("nobody panics").len());
}
