pub(super) mod all_in_the_end {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        for baker in bakers {
            tasks.spawn(async move { (baker.name(), baker.bake().await) });
        }
        for (name, loaf) in tasks.join_all().await {
            counter.sell(name, loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod one_baker_after_the_other {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        for baker in bakers {
            let name = baker.name();
            let loaf = tokio::spawn(baker.bake()).await.expect("no baker panics");
            counter.sell(name, loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod only_the_first {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        for baker in bakers {
            tasks.spawn(async move { (baker.name(), baker.bake().await) });
        }
        if let Some(Ok((name, loaf))) = tasks.join_next().await {
            counter.sell(name, loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod only_those_that_are_ready {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        for baker in bakers {
            tasks.spawn(async move { (baker.name(), baker.bake().await) });
        }
        tokio::task::yield_now().await;
        while let Some(Ok((name, loaf))) = tasks.try_join_next() {
            counter.sell(name, loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod names_in_order {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let names: Vec<_> = bakers.iter().map(Baker::name).collect();
        let mut tasks: JoinSet<_> = bakers.into_iter().map(Baker::bake).collect();
        for name in names {
            let loaf = tasks.join_next().await.expect("there is one for each name");
            counter.sell(name, loaf.expect("no baker panics"));
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod knows_who_is_quick {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = Vec::new();
        for baker in bakers {
            tasks.push((baker.name(), tokio::spawn(baker.bake())));
        }
        for number in [3, 1, 0, 4, 2] {
            let (name, task) = &mut tasks[number];
            counter.sell(name, task.await.expect("no baker panics"));
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod looks_every_minute {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use std::time::Duration;
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        for baker in bakers {
            tasks.spawn(async move { (baker.name(), baker.bake().await) });
        }
        while !tasks.is_empty() {
            tokio::time::sleep(Duration::from_secs(60)).await;
            while let Some(Ok((name, loaf))) = tasks.try_join_next() {
                counter.sell(name, loaf);
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod asks_over_and_over {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        for baker in bakers {
            tasks.spawn(async move { (baker.name(), baker.bake().await) });
        }
        while !tasks.is_empty() {
            if let Some(Ok((name, loaf))) = tasks.try_join_next() {
                counter.sell(name, loaf);
            }
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod through_a_channel {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use tokio::sync::mpsc;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let (sender, mut receiver) = mpsc::channel(1);
        for baker in bakers {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send((baker.name(), baker.bake().await)).await });
        }
        drop(sender);
        while let Some((name, loaf)) = receiver.recv().await {
            counter.sell(name, loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}

pub(super) mod by_their_ids {
    use exercises::Verdict;
    use exercises::results::{Baker, Counter, check};
    use std::collections::HashMap;
    use tokio::task::JoinSet;

    async fn bakery(bakers: Vec<Baker>, counter: &mut Counter) {
        let mut tasks = JoinSet::new();
        let mut names = HashMap::new();
        for baker in bakers {
            let name = baker.name();
            names.insert(tasks.spawn(baker.bake()).id(), name);
        }
        while let Some(result) = tasks.join_next_with_id().await {
            let (id, loaf) = result.expect("no baker panics");
            counter.sell(names[&id], loaf);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(bakery)
    }
}
