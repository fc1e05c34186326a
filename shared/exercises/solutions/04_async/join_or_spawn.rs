// Join, or spawn.
//
// A pudding takes half an hour to set in the fridge, all by itself. Meanwhile you run to the shop
// for berries, and wash them when you are back.
//
// A task begins when it is spawned. Its handle is a future, too, and says when the task is done.

use exercises::Verdict;
use exercises::join_or_spawn::{Home, check};

async fn evening(home: &Home) {
    let pudding = tokio::spawn(home.pudding());
    let berries = home.buy_berries().await;
    let (pudding, ()) = tokio::join!(pudding, home.wash(berries));
    pudding.expect("a pudding does not panic");
}

fn main() -> Verdict {
    check(evening)
}
