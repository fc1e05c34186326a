// A semaphore.
//
// There are two ovens, and five cakes to bake. `ovens` is a semaphore with a permit for each oven.
// Two loaves of bread are baking already, and each of them holds one until it is done.
//
// A permit is given back when it is dropped, so it is kept in a variable until the cake is done.
// Whoever has waited longest gets it next.

use exercises::Verdict;
use exercises::permits::{Cake, Dough, check};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
    let _permit = ovens.acquire().await.expect("nobody closes it");
    dough.bake().await
}

async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
    let mut cakes = JoinSet::new();
    for piece in dough {
        cakes.spawn(bake(piece, Arc::clone(&ovens)));
    }
    cakes.join_all().await
}

fn main() -> Verdict {
    check(bake_all)
}
