//! A task awaits the future.

use std::time::Duration;
use tokio::runtime::Builder;

async fn balance() -> i64 {
    tokio::time::sleep(Duration::from_millis(10)).await;
    2000
}

fn main() {
    let event_loop = Builder::new_current_thread().enable_time().build().expect("only I/O fails");
    event_loop.block_on(async {
        let balance = balance().await;
        println!("The balance is {balance}.");
    });
}
