pub(super) mod yields_at_the_end {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        while let Some(dish) = rack.take() {
            dish.dry();
        }
        yield_now().await;
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod yields_once_before {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        yield_now().await;
        while let Some(dish) = rack.take() {
            dish.dry();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod takes_all_first {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        let dishes: Vec<_> = std::iter::from_fn(|| rack.take()).collect();
        for dish in dishes {
            dish.dry();
            yield_now().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod two_at_a_time {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        while let Some(dish) = rack.take() {
            dish.dry();
            let Some(dish) = rack.take() else { break };
            dish.dry();
            yield_now().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod nobody_wakes {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use std::future::poll_fn;
    use std::task::Poll;

    async fn dry(rack: &Rack) {
        while let Some(dish) = rack.take() {
            dish.dry();
            let mut yielded = false;
            poll_fn(|_| if std::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending })
                .await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod yields_for_ever {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        loop {
            if let Some(dish) = rack.take() {
                dish.dry();
            }
            yield_now().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod puts_them_down_wet {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        while let Some(dish) = rack.take() {
            yield_now().await;
            if let Some(dish) = rack.take() {
                dish.dry();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod yields_before_each {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use tokio::task::yield_now;

    async fn dry(rack: &Rack) {
        loop {
            yield_now().await;
            let Some(dish) = rack.take() else { return };
            dish.dry();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}

pub(super) mod with_a_dish_in_hand {
    use exercises::Verdict;
    use exercises::turns::{Rack, check};
    use std::future::poll_fn;
    use std::task::Poll;

    async fn dry(rack: &Rack) {
        while let Some(dish) = rack.take() {
            let mut yielded = false;
            poll_fn(|context| {
                if yielded {
                    return Poll::Ready(());
                }
                yielded = true;
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            dish.dry();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(dry)
    }
}
