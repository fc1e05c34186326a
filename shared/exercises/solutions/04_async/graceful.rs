// A graceful end.
//
// The shop closes at 18:00. Until then, whoever comes to the door is let in at once, and served at
// a counter of their own.
//
// `select!` still drops `open`, which lets people in, but the tasks of those who are in are not in
// there.

use exercises::Verdict;
use exercises::graceful::{Shop, check};
use tokio::task::JoinSet;

async fn evening(shop: Shop) {
    let mut customers = JoinSet::new();
    let open = async {
        loop {
            let customer = shop.next_customer().await;
            customers.spawn(customer.is_served());
        }
    };
    tokio::select! {
        () = open => {}
        () = shop.closing_time() => {}
    }
    customers.join_all().await;
    shop.lights_out();
}

fn main() -> Verdict {
    check(evening)
}
