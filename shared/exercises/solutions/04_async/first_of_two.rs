// `select!`, and what it drops.
//
// There are two taxi firms in town, and nobody knows which is quicker. So you call both, get into
// the taxi that comes first, and call off the other one: to drop the future of a call is to call it
// off. Every five minutes, you phone your aunt at the station, so that she does not worry.
//
// `select!` drops what it owns, and these it only borrows. The one that is late is dropped by
// `return`.

use exercises::Verdict;
use exercises::first_of_two::{Phone, Taxi, check};
use std::pin::pin;
use std::time::Duration;
use tokio::time::sleep;

const FIVE_MINUTES: Duration = Duration::from_secs(5 * 60);

async fn to_the_station(phone: &Phone) -> Taxi {
    let mut red = pin!(phone.red_taxi());
    let mut blue = pin!(phone.blue_taxi());
    loop {
        tokio::select! {
            taxi = &mut red => return taxi,
            taxi = &mut blue => return taxi,
            () = sleep(FIVE_MINUTES) => phone.calm_aunt(),
        }
    }
}

fn main() -> Verdict {
    check(to_the_station)
}
