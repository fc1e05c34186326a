//! The first lines of a log.

use std::time::Duration;
use tokio::time::sleep;
use tracing::{info, warn};

async fn wash(load: &str) {
    info!(load, "the washer is on");
    sleep(Duration::from_millis(10)).await;
    warn!(load, "there is a red sock in it");
}

#[tokio::main]
async fn main() {
    // Leave `without_time` out of yours: a log without times is of little use.
    tracing_subscriber::fmt().without_time().init();
    wash("shirts").await;
    info!("done");
}
