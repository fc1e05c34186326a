pub(super) mod lets_the_permit_go {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _ = ovens.acquire().await.unwrap();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod ovens_of_its_own {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _permit = ovens.acquire().await.unwrap();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let ovens = Arc::new(Semaphore::new(2));
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _permit = ovens.acquire().await.unwrap();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut done = Vec::new();
        for piece in dough {
            done.push(bake(piece, Arc::clone(&ovens)).await);
        }
        done
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod in_pairs {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = Vec::new();
        let mut dough = dough.into_iter();
        while let Some(one) = dough.next() {
            let mut pair = JoinSet::new();
            for piece in [Some(one), dough.next()].into_iter().flatten() {
                let permit = Arc::clone(&ovens).acquire_owned().await.unwrap();
                pair.spawn(async move {
                    let _permit = permit;
                    piece.bake().await
                });
            }
            cakes.extend(pair.join_all().await);
        }
        cakes
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod forgets_the_permit {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        ovens.acquire().await.unwrap().forget();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod wants_all_at_once {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let _permits = ovens.acquire_many(5).await.unwrap();
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(piece.bake());
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod asks_again_and_again {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _permit = loop {
            match ovens.try_acquire() {
                Ok(permit) => break permit,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod does_not_wait_for_the_last {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _permit = ovens.acquire().await.unwrap();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        let mut done = Vec::new();
        while done.len() < 3 {
            done.push(cakes.join_next().await.unwrap().unwrap());
        }
        done
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod asked_for_before_the_task {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            let permit = Arc::clone(&ovens).acquire_owned().await.unwrap();
            cakes.spawn(async move {
                let cake = piece.bake().await;
                drop(permit);
                cake
            });
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod the_last_one_first {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        let _permit = ovens.acquire().await.unwrap();
        dough.bake().await
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough.into_iter().rev() {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod looks_every_minute {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        loop {
            if let Ok(_permit) = ovens.try_acquire() {
                return dough.bake().await;
            }
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod looks_every_second {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake(dough: Dough, ovens: Arc<Semaphore>) -> Cake {
        loop {
            if let Ok(_permit) = ovens.try_acquire() {
                return dough.bake().await;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut cakes = JoinSet::new();
        for piece in dough {
            cakes.spawn(bake(piece, Arc::clone(&ovens)));
        }
        cakes.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}

pub(super) mod hopes_for_a_permit {
    use exercises::Verdict;
    use exercises::permits::{Cake, Dough, check};
    use std::sync::Arc;
    use tokio::sync::Semaphore;
    use tokio::task::JoinSet;

    async fn bake_all(dough: Vec<Dough>, ovens: Arc<Semaphore>) -> Vec<Cake> {
        let mut tasks = JoinSet::new();
        for dough in dough {
            let permit = Arc::clone(&ovens).try_acquire_owned().unwrap();
            tasks.spawn(async move {
                let cake = dough.bake().await;
                drop(permit);
                cake
            });
        }
        tasks.join_all().await
    }

    pub(crate) fn main() -> Verdict {
        check(bake_all)
    }
}
