//! Blocking code runs on a thread that may block.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tokio::task::spawn_blocking;

fn dry(begun: &Sender<()>) {
    println!("The dryer begins");
    begun.send(()).expect("the washer listens");
}

/// Blocks until the dryer has begun, or for half a second.
fn wash(dryer: &Receiver<()>) {
    match dryer.recv_timeout(Duration::from_millis(500)) {
        Ok(()) => println!("The washer is done, and the dryer has begun"),
        Err(_) => println!("The washer is done, but the dryer has not begun"),
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    let (begun, dryer) = channel();
    let laundry = tokio::spawn(async move {
        println!("The washer begins");
        let drying = tokio::spawn(async move { dry(&begun) });
        let washing = spawn_blocking(move || wash(&dryer));
        washing.await.expect("the washer does not panic");
        drying.await.expect("the dryer does not panic");
    });
    laundry.await.expect("the washer does not panic");
}
