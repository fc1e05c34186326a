//! The first lines of a log.

use tracing::{info, warn};

#[tokio::main]
async fn main() {
    tracing_subscriber::fmt().without_time().init();
    info!(load = 1, "the washer begins");
    warn!(load = 1, "there is a red sock in it");
}
