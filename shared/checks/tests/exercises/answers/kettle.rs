pub(super) mod never_yields {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.boil();
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod yields_before {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        yield_now().await;
        kettle.boil();
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod looks_without_yielding {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        while !kettle.is_boiling() {}
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod looks_only_once {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        if !kettle.is_boiling() {
            yield_now().await;
        }
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod a_turn_for_each_plate {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        for _ in 0..5 {
            yield_now().await;
        }
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod more_turns_than_it_takes {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        for _ in 0..20 {
            yield_now().await;
        }
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod never_switched_on {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        while !kettle.is_boiling() {
            yield_now().await;
        }
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod sleeps {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        std::thread::sleep(std::time::Duration::from_secs(5 * 60));
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod looks_in_a_loop {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        loop {
            yield_now().await;
            if kettle.is_boiling() {
                return kettle.pour();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}

pub(super) mod polls_a_future {
    use exercises::Verdict;
    use exercises::kettle::{Kettle, Tea, check};
    use tokio::task::yield_now;

    async fn make_tea(kettle: &Kettle) -> Tea {
        kettle.start();
        std::future::poll_fn(|context| {
            if kettle.is_boiling() {
                return std::task::Poll::Ready(());
            }
            context.waker().wake_by_ref();
            std::task::Poll::Pending
        })
        .await;
        kettle.pour()
    }

    pub(crate) fn main() -> Verdict {
        check(make_tea)
    }
}
