pub(super) mod leaves_them_to_themselves {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};

    async fn evening(shop: Shop) {
        let open = async {
            loop {
                let customer = shop.next_customer().await;
                tokio::spawn(customer.is_served());
            }
        };
        tokio::select! {
            () = open => {}
            () = shop.closing_time() => {}
        }
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod serves_at_the_door {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};

    async fn evening(shop: Shop) {
        let open = async {
            loop {
                shop.next_customer().await.is_served().await;
            }
        };
        tokio::select! {
            () = open => {}
            () = shop.closing_time() => {}
        }
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod looks_at_the_clock {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::Instant;

    async fn evening(shop: Shop) {
        let closing = Instant::now() + Duration::from_secs(60 * 60);
        let mut customers = JoinSet::new();
        while Instant::now() < closing {
            let customer = shop.next_customer().await;
            customers.spawn(customer.is_served());
        }
        customers.join_all().await;
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod does_not_stop {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use tokio::task::JoinSet;

    async fn evening(shop: Shop) {
        let mut customers = JoinSet::new();
        let open = async {
            loop {
                let customer = shop.next_customer().await;
                customers.spawn(customer.is_served());
            }
        };
        tokio::join!(open, shop.closing_time());
        customers.join_all().await;
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod waits_no_longer_than_that {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use std::time::Duration;
    use tokio::task::JoinSet;

    async fn evening(shop: Shop) {
        let mut customers = JoinSet::new();
        let open = async {
            loop {
                let customer = shop.next_customer().await;
                customers.spawn(customer.is_served());
            }
        };
        tokio::select! {
            () = open => {}
            () = shop.closing_time() => {}
        }
        let limit = Duration::from_secs(30 * 60);
        let _ = tokio::time::timeout(limit, customers.join_all()).await;
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod waits_long_enough {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use std::time::Duration;
    use tokio::task::JoinSet;

    async fn evening(shop: Shop) {
        let mut customers = JoinSet::new();
        let open = async {
            loop {
                let customer = shop.next_customer().await;
                customers.spawn(customer.is_served());
            }
        };
        tokio::select! {
            () = open => {}
            () = shop.closing_time() => {}
        }
        tokio::time::sleep(Duration::from_secs(60 * 60)).await;
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod chooses_in_the_loop {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use tokio::task::JoinSet;

    async fn evening(shop: Shop) {
        let mut customers = JoinSet::new();
        loop {
            tokio::select! {
                customer = shop.next_customer() => {
                    customers.spawn(customer.is_served());
                }
                () = shop.closing_time() => break,
            }
        }
        while customers.join_next().await.is_some() {}
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod handles_in_a_list {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};

    async fn evening(shop: Shop) {
        let door = shop.clone();
        let (sender, mut handles) = tokio::sync::mpsc::unbounded_channel();
        let open = tokio::spawn(async move {
            loop {
                let customer = door.next_customer().await;
                sender.send(tokio::spawn(customer.is_served())).unwrap();
            }
        });
        shop.closing_time().await;
        open.abort();
        while let Some(handle) = handles.recv().await {
            handle.await.unwrap();
        }
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod futures_in_a_list {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use futures_util::future::join_all;

    async fn evening(shop: Shop) {
        let mut customers = Vec::new();
        let open = async {
            loop {
                let customer = shop.next_customer().await;
                customers.push(customer.is_served());
            }
        };
        tokio::select! {
            () = open => {}
            () = shop.closing_time() => {}
        }
        join_all(customers).await;
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod in_one_task {
    use exercises::Verdict;
    use exercises::graceful::{Shop, check};
    use futures_util::StreamExt;
    use futures_util::stream::FuturesUnordered;

    async fn evening(shop: Shop) {
        let mut customers = FuturesUnordered::new();
        loop {
            tokio::select! {
                customer = shop.next_customer() => customers.push(customer.is_served()),
                Some(()) = customers.next() => {}
                () = shop.closing_time() => break,
            }
        }
        while customers.next().await.is_some() {}
        shop.lights_out();
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}
