//! Fifty requests at once, to a server that takes ten.

mod server;

use futures_util::future::join_all;
use reqwest::Client;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::{thread, time::Duration};
use tokio::{runtime::Builder, sync::Semaphore};

static CLERKS: Semaphore = Semaphore::const_new(10);
static SENT: AtomicUsize = AtomicUsize::new(0);
static ARRIVED: AtomicUsize = AtomicUsize::new(0);

fn post_office(_: &str) -> Option<&'static str> {
    let clerk = CLERKS.try_acquire();
    ARRIVED.fetch_add(1, SeqCst);
    // All requests arrive before a clerk is free again, however fast the machine is.
    while clerk.is_ok() && ARRIVED.load(SeqCst) < SENT.load(SeqCst) {
        thread::sleep(Duration::from_millis(1));
    }
    Some(if clerk.is_ok() { "200 OK" } else { "503 Service Unavailable" })
}

fn main() {
    let url = server::start(post_office);
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    let client = Client::new();
    let requests = (0..50).map(|_| {
        SENT.fetch_add(1, SeqCst);
        client.get(&url).send()
    });
    let responses = join_all(requests);
    let results = event_loop.block_on(responses);
    let mut statuses = BTreeMap::new();
    results.iter().flatten().for_each(|it| *statuses.entry(it.status()).or_insert(0) += 1);
    println!("Responses of each status: {statuses:?}");
}
