pub(super) mod drops_plates {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                let _ = into_sink.try_send(plate);
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod hopes_for_room {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.try_send(plate).expect("there is room");
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod asks_again_and_again {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                let mut plate = plate;
                while let Err(mpsc::error::TrySendError::Full(it)) = into_sink.try_send(plate) {
                    plate = it;
                    tokio::task::yield_now().await;
                }
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod keeps_a_sender {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let sender = into_sink.clone();
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                sender.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        ann_clears.await;
        bob_washes.await;
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod too_small {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(1);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod without_a_sink {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};

    async fn wash_up(mut table: Table, mut bob: Washer) {
        while let Some(plate) = table.clear().await {
            bob.wash(plate).await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod stops_with_ann {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::select! {
            () = ann_clears => {}
            () = bob_washes => {}
        }
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod in_tasks {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        let (ann, bob) = (tokio::spawn(ann_clears), tokio::spawn(bob_washes));
        ann.await.unwrap();
        bob.await.unwrap();
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod permits_for_places {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use std::sync::Arc;
    use tokio::sync::{Semaphore, mpsc};

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::unbounded_channel();
        let room = Arc::new(Semaphore::new(3));
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                let place = Arc::clone(&room).acquire_owned().await.unwrap();
                into_sink.send((place, plate)).unwrap();
            }
        };
        let bob_washes = async move {
            while let Some((place, plate)) = sink.recv().await {
                drop(place);
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod looks_every_minute {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use std::time::Duration;
    use tokio::sync::mpsc;

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(mut plate) = table.clear().await {
                while let Err(full) = into_sink.try_send(plate) {
                    plate = full.into_inner();
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            }
        };
        let bob_washes = async move {
            while let Some(plate) = sink.recv().await {
                bob.wash(plate).await;
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}

pub(super) mod bob_asks_again_and_again {
    use exercises::Verdict;
    use exercises::bounded::{Table, Washer, check};
    use tokio::sync::mpsc::{self, error::TryRecvError};

    async fn wash_up(mut table: Table, mut bob: Washer) {
        let (into_sink, mut sink) = mpsc::channel(3);
        let ann_clears = async move {
            while let Some(plate) = table.clear().await {
                into_sink.send(plate).await.unwrap();
            }
        };
        let bob_washes = async move {
            loop {
                match sink.try_recv() {
                    Ok(plate) => bob.wash(plate).await,
                    Err(TryRecvError::Empty) => tokio::task::yield_now().await,
                    Err(TryRecvError::Disconnected) => break,
                }
            }
        };
        tokio::join!(ann_clears, bob_washes);
    }

    pub(crate) fn main() -> Verdict {
        check(wash_up)
    }
}
