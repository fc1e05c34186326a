pub(super) mod futures_in_variables {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        let tea = kitchen.tea();
        let toast = kitchen.toast();
        (tea.await, toast.await)
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}

pub(super) mod first_of_two {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        tokio::select! {
            tea = kitchen.tea() => (tea, kitchen.toast().await),
            toast = kitchen.toast() => (kitchen.tea().await, toast),
        }
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}

pub(super) mod waits_by_blocking {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};
    use std::time::Duration;

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        let both = async { (kitchen.tea().await, kitchen.toast().await) };
        let blocked = async { std::thread::sleep(Duration::from_secs(5 * 60)) };
        tokio::join!(both, blocked).0
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}

pub(super) mod selects_what_is_done {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};
    use std::pin::pin;

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        let (mut makes_tea, mut makes_toast) = (pin!(kitchen.tea()), pin!(kitchen.toast()));
        let (mut tea, mut toast) = (None, None);
        while tea.is_none() || toast.is_none() {
            tokio::select! {
                it = &mut makes_tea => tea = Some(it),
                it = &mut makes_toast => toast = Some(it),
            }
        }
        (tea.unwrap(), toast.unwrap())
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}

pub(super) mod waits_for_both_times {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};
    use std::time::Duration;

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        let breakfast = tokio::join!(kitchen.tea(), kitchen.toast());
        tokio::time::sleep(Duration::from_secs(3 * 60)).await;
        breakfast
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}

pub(super) mod polled_by_a_task {
    use exercises::Verdict;
    use exercises::overlap::{Kitchen, Tea, Toast, check};

    async fn breakfast(kitchen: &Kitchen) -> (Tea, Toast) {
        let other = kitchen.clone();
        let tea = tokio::spawn(async move { other.tea().await });
        let toast = kitchen.toast().await;
        (tea.await.expect("it does not panic"), toast)
    }

    pub(crate) fn main() -> Verdict {
        check(breakfast)
    }
}
