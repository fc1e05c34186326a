//! Log which task each line is about, across its awaits.

use std::time::Duration;
use tokio::time::sleep;
use tracing::{Instrument, info, info_span, instrument, warn};

/// Knows nothing about loads, but its lines are in the span of its caller.
async fn spin(minutes: u64) {
    info!(minutes, "it spins");
    sleep(Duration::from_secs(minutes * 60)).await;
}

async fn wash(minutes: u64) {
    info!("in the washer");
    spin(minutes).await;
    info!("clean");
}

/// The attribute makes a span with the name of the function and its arguments.
#[instrument(skip(damp))]
async fn dry(load: &str, damp: bool) {
    spin(20).await;
    if damp {
        warn!("still damp");
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    // Without times and colours, each run prints the same: leave these out of yours.
    tracing_subscriber::fmt().without_time().with_ansi(false).with_target(false).init();

    let shirts = tokio::spawn(wash(30).instrument(info_span!("washer", load = "shirts")));
    let towels = tokio::spawn(wash(40).instrument(info_span!("washer", load = "towels")));
    shirts.await?;
    dry("shirts", true).await;
    towels.await?;
    info!("the laundry is done");
    Ok(())
}
