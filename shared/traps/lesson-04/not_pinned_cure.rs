//! A future is pinned, and polled by reference.

use std::{pin::pin, time::Duration};
use tokio::{select, time::sleep};

async fn wash() {
    sleep(Duration::from_secs(50)).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut laundry = pin!(wash());
    loop {
        select! {
            () = &mut laundry => break,
            () = sleep(Duration::from_secs(20)) => println!("The washer is still running"),
        }
    }
    println!("The washer is done");
}
