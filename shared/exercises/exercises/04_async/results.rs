// Results out of a `JoinSet`.
//
// Five bakers bake side by side, each a loaf, and some are quicker than others. People queue for
// warm bread, and want to know who baked it. But the counter asks the bakers one by one, in the
// order in which they began, and loaves that have long been ready get cold.
//
// TODO: Sell each loaf as soon as it is ready, as the work of whoever baked it.

use exercises::Verdict;
use exercises::results::{Baker, Counter, check};

async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
    let mut tasks = Vec::new();
    for baker in bakers {
        tasks.push(tokio::spawn(async move { (baker.name(), baker.bake().await) }));
    }
    for task in tasks {
        let (name, loaf) = task.await.expect("no baker panics");
        counter.sell(name, loaf);
    }
}

fn main() -> Verdict {
    check(bakery)
}
