// A limit for a wait.
//
// At five o'clock you stand at the door, because a parcel is to come. At ten past, you have to
// leave for the choir, with the parcel or without. Now and then the bell rings, and it is only a
// neighbour. On some evenings the parcel comes late.
//
// The limit is for all that is in the future, and here that is the whole loop.

use exercises::Verdict;
use exercises::time_out::{Caller, Door, Parcel, check};
use std::time::Duration;
use tokio::time::timeout;

async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
    let parcel = async {
        loop {
            if let Caller::Postman(parcel) = door.ring().await {
                return parcel;
            }
        }
    };
    timeout(Duration::from_secs(10 * 60), parcel).await.ok()
}

fn main() -> Verdict {
    check(wait_for_parcel)
}
