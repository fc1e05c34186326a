pub(super) mod finishes_all_the_work {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::pin::pin;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        let mut serve = pin!(serve(office));
        tokio::select! {
            () = bell.rings() => serve.await,
            () = &mut serve => {}
        }
    }

    async fn serve(office: &mut Office) {
        loop {
            let letter = office.next_letter().await;
            letter.stamp().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod listens_between_letters {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        while timeout(Duration::ZERO, bell.rings()).await.is_err() {
            let letter = office.next_letter().await;
            letter.stamp().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod hears_it_and_goes_on {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};

    async fn afternoon(office: &mut Office, bell: &Bell) {
        loop {
            tokio::select! {
                () = bell.rings() => {}
                letter = office.next_letter() => letter.stamp().await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod stamped_by_a_task {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};

    async fn afternoon(office: &mut Office, bell: &Bell) {
        loop {
            tokio::select! {
                () = bell.rings() => return,
                letter = office.next_letter() => {
                    tokio::spawn(letter.stamp());
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod some_minutes_of_grace {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::time::Duration;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        let grace = async {
            bell.rings().await;
            tokio::time::sleep(Duration::from_secs(4 * 60)).await;
        };
        tokio::select! {
            () = grace => {}
            () = serve(office) => {}
        }
    }

    async fn serve(office: &mut Office) {
        loop {
            let letter = office.next_letter().await;
            letter.stamp().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod too_little_grace {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::time::Duration;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        let grace = async {
            bell.rings().await;
            tokio::time::sleep(Duration::from_secs(2 * 60)).await;
        };
        tokio::select! {
            () = grace => {}
            () = serve(office) => {}
        }
    }

    async fn serve(office: &mut Office) {
        loop {
            let letter = office.next_letter().await;
            letter.stamp().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod waits_only_for_the_bell {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};

    async fn afternoon(_office: &mut Office, bell: &Bell) {
        bell.rings().await;
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod closes_before_the_bell {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};

    async fn afternoon(office: &mut Office, bell: &Bell) {
        tokio::select! {
            () = bell.rings() => {}
            letter = office.next_letter() => letter.stamp().await,
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod knows_when_it_rings {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::time::Duration;
    use tokio::time::{Instant, timeout_at};

    async fn afternoon(office: &mut Office, _bell: &Bell) {
        let bell = Instant::now() + Duration::from_secs(8 * 60);
        while let Ok(letter) = timeout_at(bell, office.next_letter()).await {
            letter.stamp().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod looks_every_ten_seconds {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use std::time::Duration;
    use tokio::time::timeout;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        while timeout(Duration::ZERO, bell.rings()).await.is_err() {
            let letter = timeout(Duration::from_secs(10), office.next_letter()).await;
            if let Ok(letter) = letter {
                letter.stamp().await;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod stamped_where_it_was_taken {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};

    async fn afternoon(office: &mut Office, bell: &Bell) {
        loop {
            tokio::select! {
                biased;
                () = bell.rings() => break,
                letter = office.next_letter() => letter.stamp().await,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod tasks_that_are_awaited {
    use exercises::Verdict;
    use exercises::cancel::{Bell, Office, check};
    use tokio::task::JoinSet;

    async fn afternoon(office: &mut Office, bell: &Bell) {
        let mut letters = JoinSet::new();
        loop {
            tokio::select! {
                () = bell.rings() => break,
                letter = office.next_letter() => letters.spawn(letter.stamp()),
            };
        }
        letters.join_all().await;
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}
