// A semaphore.
//
// There are two ovens, and five cakes to bake. `ovens` is a semaphore with a permit for each oven.
// Two loaves of bread are baking already, and each of them holds one until it is done. Yet here
// come all the cakes at once.
//
// TODO: Let each cake hold a permit for as long as it bakes, so that there are never more than two
// things in the ovens, and no oven is empty while a cake waits.

use exercises::Verdict;
use exercises::permits::{Cake, Dough, check};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

async fn bake(dough: Dough, _ovens: Arc<Semaphore>) -> Cake {
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
