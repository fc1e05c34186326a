//! A task is spawned, and nobody waits for it.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::task::yield_now;

struct Laundry;

impl Drop for Laundry {
    fn drop(&mut self) {
        println!("The laundry is dropped.");
    }
}

fn main() {
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build().expect("only I/O fails");
    event_loop.block_on(async {
        tokio::spawn(async {
            let _laundry = Laundry;
            println!("The laundry begins.");
            tokio::time::sleep(Duration::from_secs(15)).await;
            println!("The laundry is done.");
        });
        yield_now().await;
        println!("The evening is over.");
    });
}
