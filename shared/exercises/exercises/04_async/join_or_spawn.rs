// Join, or spawn.
//
// A pudding takes half an hour to set in the fridge, all by itself. Meanwhile you run to the shop
// for berries, and wash them when you are back. Berries and pudding are even joined, and yet it is
// ten to six when all is ready.
//
// TODO: Let the pudding set while you are out, so that all is ready at half past five.

use exercises::Verdict;
use exercises::join_or_spawn::{Home, check};

async fn evening(home: &Home) {
    let pudding = home.pudding();
    let berries = home.buy_berries().await;
    tokio::join!(pudding, home.wash(berries));
}

fn main() -> Verdict {
    check(evening)
}
