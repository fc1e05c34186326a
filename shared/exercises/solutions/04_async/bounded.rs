// A bounded queue.
//
// Ann clears the table: six plates, a minute each, and last the roasting tin, which takes her
// eleven. Bob washes up, and takes three minutes for each. Between them is a small sink, with room
// for three.
//
// While three plates are in the channel, `send` waits until one is taken out: that is backpressure.

use exercises::Verdict;
use exercises::bounded::{Table, Washer, check};
use tokio::sync::mpsc;

async fn wash_up(mut table: Table, mut bob: Washer) {
    let (into_sink, mut sink) = mpsc::channel(3);
    let ann_clears = async move {
        while let Some(plate) = table.clear().await {
            into_sink.send(plate).await.expect("Bob takes all that comes");
        }
    };
    let bob_washes = async move {
        while let Some(plate) = sink.recv().await {
            bob.wash(plate).await;
        }
    };
    tokio::join!(ann_clears, bob_washes);
}

fn main() -> Verdict {
    check(wash_up)
}
