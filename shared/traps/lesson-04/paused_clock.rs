//! tokio's clock is paused, but std's clock isn't.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

fn main() {
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build().expect("only I/O fails");
    event_loop.block_on(async {
        let began = std::time::Instant::now();
        sleep(Duration::from_secs(3600)).await;
        println!("The laundry took {} s.", began.elapsed().as_secs());

        let began = Instant::now();
        std::thread::sleep(Duration::from_millis(20));
        println!("The entry took {} ms.", began.elapsed().as_millis());
    });
}
