// A limit for a wait.
//
// At five o'clock you stand at the door, because a parcel is to come. At ten past, you have to
// leave for the choir, with the parcel or without. Now and then the bell rings, and it is only a
// neighbour. On some evenings the parcel comes late, and the choir sings without you.
//
// TODO: Wait for the parcel, but for no more than ten minutes, and return it if it came.

use exercises::Verdict;
use exercises::time_out::{Caller, Door, Parcel, check};

async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
    loop {
        if let Caller::Postman(parcel) = door.ring().await {
            return Some(parcel);
        }
    }
}

fn main() -> Verdict {
    check(wait_for_parcel)
}
