// Results out of a `JoinSet`.
//
// Five bakers bake side by side, each a loaf, and some are quicker than others. People queue for
// warm bread, and want to know who baked it.
//
// `join_next` waits for whichever task is done next, so each result has to say whose it is.

use exercises::Verdict;
use exercises::results::{Baker, Counter, check};
use tokio::task::JoinSet;

async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
    let mut tasks = JoinSet::new();
    for baker in bakers {
        tasks.spawn(async move { (baker.name(), baker.bake().await) });
    }
    while let Some(result) = tasks.join_next().await {
        let (name, loaf) = result.expect("no baker panics");
        counter.sell(name, loaf);
    }
}

fn main() -> Verdict {
    check(bakery)
}
