pub(super) mod awaited_in_the_end {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        let pudding = home.pudding();
        let berries = home.buy_berries().await;
        home.wash(berries).await;
        pudding.await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod spawned_and_awaited_at_once {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        tokio::spawn(home.pudding()).await.expect("a pudding does not panic");
        let berries = home.buy_berries().await;
        home.wash(berries).await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod joined_with_the_way {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        let ((), berries) = tokio::join!(home.pudding(), home.buy_berries());
        home.wash(berries).await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod forgets_the_handle {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        tokio::spawn(home.pudding());
        let berries = home.buy_berries().await;
        home.wash(berries).await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod knows_how_long_it_takes {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};
    use std::time::Duration;

    async fn evening(home: &Home) {
        tokio::spawn(home.pudding());
        let berries = home.buy_berries().await;
        home.wash(berries).await;
        tokio::time::sleep(Duration::from_secs(5 * 60)).await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod waits_for_an_hour {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};
    use std::time::Duration;

    async fn evening(home: &Home) {
        tokio::spawn(home.pudding());
        let berries = home.buy_berries().await;
        home.wash(berries).await;
        tokio::time::sleep(Duration::from_secs(35 * 60)).await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod one_to_set_and_one_to_wait_for {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        tokio::spawn(home.pudding());
        let berries = home.buy_berries().await;
        tokio::join!(home.wash(berries), home.pudding());
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod looks_every_second {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn evening(home: &Home) {
        let pudding = tokio::spawn(home.pudding());
        let berries = home.buy_berries().await;
        home.wash(berries).await;
        while !pudding.is_finished() {
            sleep(Duration::from_secs(1)).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod joined_with_all_the_rest {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};

    async fn evening(home: &Home) {
        tokio::join!(home.pudding(), async {
            let berries = home.buy_berries().await;
            home.wash(berries).await;
        });
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod in_a_set {
    use exercises::Verdict;
    use exercises::join_or_spawn::{Home, check};
    use tokio::task::JoinSet;

    async fn evening(home: &Home) {
        let mut tasks = JoinSet::new();
        tasks.spawn(home.pudding());
        let berries = home.buy_berries().await;
        home.wash(berries).await;
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}
