//! tokio's clock is paused; the system's clock is not.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

fn main() {
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build().expect("only I/O fails");
    event_loop.block_on(async {
        let tokio_began = Instant::now();
        let system_began = std::time::Instant::now();
        sleep(Duration::from_secs(3600)).await;
        println!("tokio's clock:      {} s", tokio_began.elapsed().as_secs());
        println!("the system's clock: {} s", system_began.elapsed().as_secs());

        let tokio_began = Instant::now();
        std::thread::sleep(Duration::from_millis(20));
        println!("tokio's clock, while the thread sleeps: {:?}", tokio_began.elapsed());
    });
}
