// A graceful end.
//
// The shop closes at 18:00. Until then, whoever comes to the door is let in at once, and served at
// a counter of their own. Yet at 18:00 sharp, all who are in are thrown out, with half of what they
// wanted.
//
// TODO: Close as a good shop does. From 18:00 on, let nobody in; serve all who are in to the end,
// however long that takes; and when the last of them is served, put out the lights.

use exercises::Verdict;
use exercises::graceful::{Shop, check};
use tokio::task::JoinSet;

async fn evening(shop: Shop) {
    let open = async {
        let mut customers = JoinSet::new();
        loop {
            let customer = shop.next_customer().await;
            customers.spawn(customer.is_served());
        }
    };
    tokio::select! {
        () = open => {}
        () = shop.closing_time() => {}
    }
    shop.lights_out();
}

fn main() -> Verdict {
    check(evening)
}
