pub(super) mod only_one {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        if let Some(letter) = belt.next().await {
            machine.stamp(letter).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod empty_is_over {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        while let Some(Some(letter)) = belt.next().now_or_never() {
            machine.stamp(letter).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod asks_on {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        loop {
            if let Some(letter) = belt.next().await {
                machine.stamp(letter).await;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod polls {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        loop {
            match belt.next().now_or_never() {
                Some(Some(letter)) => machine.stamp(letter).await,
                Some(None) => break,
                None => tokio::task::yield_now().await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod looks_now_and_then {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        loop {
            match belt.next().now_or_never() {
                Some(Some(letter)) => machine.stamp(letter).await,
                Some(None) => break,
                None => tokio::time::sleep(std::time::Duration::from_secs(60)).await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod looks_every_second {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        loop {
            match belt.next().now_or_never() {
                Some(Some(letter)) => machine.stamp(letter).await,
                Some(None) => break,
                None => tokio::time::sleep(std::time::Duration::from_secs(1)).await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod panics_at_the_end {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        loop {
            let letter = belt.next().await.expect("there is one more");
            machine.stamp(letter).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod four_letters {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        let mut letters = belt.take(4);
        while let Some(letter) = letters.next().await {
            machine.stamp(letter).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod one_behind {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        let Some(mut letter) = belt.next().await else { return };
        while let Some(next) = belt.next().await {
            machine.stamp(letter).await;
            letter = next;
        }
        machine.stamp(letter).await;
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod does_not_wait_for_tasks {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        while let Some(letter) = belt.next().await {
            let machine = machine.clone();
            tokio::spawn(async move { machine.stamp(letter).await });
        }
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod lays_them_aside {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        while let Some(_letter) = belt.next().await {}
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod for_each {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(belt: Belt, machine: Machine) {
        belt.for_each(|letter| machine.stamp(letter)).await;
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}

pub(super) mod by_tasks {
    use exercises::Verdict;
    use exercises::stream::{Belt, Letter, Machine, check};
    use futures_util::{FutureExt, StreamExt};

    async fn stamp_all(mut belt: Belt, machine: Machine) {
        let mut tasks = tokio::task::JoinSet::new();
        while let Some(letter) = belt.next().await {
            let machine = machine.clone();
            tasks.spawn(async move { machine.stamp(letter).await });
        }
        tasks.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(stamp_all)
    }
}
