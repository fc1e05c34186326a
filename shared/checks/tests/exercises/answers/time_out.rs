pub(super) mod anew_with_each_ring {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        loop {
            match timeout(Duration::from_secs(10 * 60), door.ring()).await {
                Ok(Caller::Postman(parcel)) => return Some(parcel),
                Ok(Caller::Neighbour) => {}
                Err(_) => return None,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod only_the_first_ring {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        match timeout(Duration::from_secs(10 * 60), door.ring()).await {
            Ok(Caller::Postman(parcel)) => Some(parcel),
            _ => None,
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod sleeps_and_then_looks {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::{sleep, timeout};

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        sleep(Duration::from_secs(10 * 60)).await;
        while let Ok(caller) = timeout(Duration::ZERO, door.ring()).await {
            if let Caller::Postman(parcel) = caller {
                return Some(parcel);
            }
        }
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod throws_it_away {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::sleep;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let parcel = async { while let Caller::Neighbour = door.ring().await {} };
        tokio::select! {
            () = parcel => {}
            () = sleep(Duration::from_secs(10 * 60)) => {}
        }
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod always_ten_minutes {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::{sleep, timeout};

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let parcel = async {
            loop {
                if let Caller::Postman(parcel) = door.ring().await {
                    return parcel;
                }
            }
        };
        let (parcel, ()) = tokio::join!(timeout(LIMIT, parcel), sleep(LIMIT));
        parcel.ok()
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod has_no_time_at_all {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};

    async fn wait_for_parcel(_door: &mut Door) -> Option<Parcel> {
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod never_opens {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;

    async fn wait_for_parcel(_door: &mut Door) -> Option<Parcel> {
        tokio::time::sleep(Duration::from_secs(10 * 60)).await;
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod ten_looks_of_a_minute {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        for _ in 0..10 {
            let caller = timeout(Duration::from_secs(60), door.ring()).await;
            if let Ok(Caller::Postman(parcel)) = caller {
                return Some(parcel);
            }
        }
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod blocks_the_thread {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        std::thread::sleep(Duration::from_secs(10 * 60));
        match timeout(Duration::ZERO, door.ring()).await {
            Ok(Caller::Postman(parcel)) => Some(parcel),
            _ => None,
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod looks_every_second {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout};

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let end = Instant::now() + Duration::from_secs(10 * 60);
        while Instant::now() < end {
            let caller = timeout(Duration::from_secs(1), door.ring()).await;
            if let Ok(Caller::Postman(parcel)) = caller {
                return Some(parcel);
            }
        }
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod with_a_deadline {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout_at};

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let deadline = Instant::now() + Duration::from_secs(10 * 60);
        while let Ok(caller) = timeout_at(deadline, door.ring()).await {
            if let Caller::Postman(parcel) = caller {
                return Some(parcel);
            }
        }
        None
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod with_select {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::sleep;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let mut limit = pin!(sleep(Duration::from_secs(10 * 60)));
        loop {
            tokio::select! {
                caller = door.ring() => {
                    if let Caller::Postman(parcel) = caller {
                        return Some(parcel);
                    }
                }
                () = &mut limit => return None,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}

pub(super) mod unwraps {
    use exercises::Verdict;
    use exercises::time_out::{Caller, Door, Parcel, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn wait_for_parcel(door: &mut Door) -> Option<Parcel> {
        let parcel = async {
            loop {
                if let Caller::Postman(parcel) = door.ring().await {
                    return parcel;
                }
            }
        };
        Some(timeout(Duration::from_secs(10 * 60), parcel).await.unwrap())
    }

    pub(crate) fn main() -> Verdict {
        check(wait_for_parcel)
    }
}
