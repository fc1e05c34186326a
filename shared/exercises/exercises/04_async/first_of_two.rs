// `select!`, and what it drops.
//
// There are two taxi firms in town, and nobody knows which is quicker. So you call both, get into
// the taxi that comes first, and call off the other one: to drop the future of a call is to call it
// off. Every five minutes, you phone your aunt at the station, so that she does not worry. But no
// taxi ever comes.
//
// TODO: Let the taxis drive on while you phone your aunt. (What is polled by `&mut` has to be
// pinned before, as `std::pin::pin!` does.)

use exercises::Verdict;
use exercises::first_of_two::{Phone, Taxi, check};
use std::time::Duration;
use tokio::time::sleep;

const FIVE_MINUTES: Duration = Duration::from_secs(5 * 60);

async fn to_the_station(phone: &Phone) -> Taxi {
    loop {
        tokio::select! {
            taxi = phone.red_taxi() => return taxi,
            taxi = phone.blue_taxi() => return taxi,
            () = sleep(FIVE_MINUTES) => phone.calm_aunt(),
        }
    }
}

fn main() -> Verdict {
    check(to_the_station)
}
