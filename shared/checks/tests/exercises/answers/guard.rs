pub(super) mod asks_again_and_again {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let mut shed = loop {
            match shed.try_lock() {
                Ok(shed) => break shed,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        let tool = shed.take(&gardener);
        gardener.works_with(&tool).await;
        shed.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod holds_a_lock_of_tokio {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use tokio::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let mut shed = shed.lock().await;
        let tool = shed.take(&gardener);
        gardener.works_with(&tool).await;
        shed.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod locks_twice {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use tokio::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let mut guard = shed.lock().await;
        let tool = guard.take(&gardener);
        gardener.works_with(&tool).await;
        shed.lock().await.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod one_after_the_other {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let mut shed = shed.lock().unwrap();
        let tool = shed.take(&gardener);
        gardener.works_with(&tool).await;
        shed.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        work(ann, &shed).await;
        work(bob, &shed).await;
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod goes_home {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        if let Ok(mut shed) = shed.try_lock() {
            let tool = shed.take(&gardener);
            gardener.works_with(&tool).await;
            shed.put_back(tool);
        }
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod forgets_to_put_it_back {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let tool = shed.lock().unwrap().take(&gardener);
        gardener.works_with(&tool).await;
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod takes_both_tools_first {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};

    async fn afternoon(mut shed: Shed, ann: Gardener, bob: Gardener) {
        let (rake, spade) = (shed.take(&ann), shed.take(&bob));
        let work = async |gardener: Gardener, tool| {
            gardener.comes().await;
            gardener.works_with(&tool).await;
            tool
        };
        let (rake, spade) = tokio::join!(work(ann, rake), work(bob, spade));
        shed.put_back(rake);
        shed.put_back(spade);
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod borrows_across_an_await {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::cell::RefCell;

    async fn work(gardener: Gardener, shed: &RefCell<Shed>) {
        gardener.comes().await;
        let mut shed = shed.borrow_mut();
        let tool = shed.take(&gardener);
        gardener.works_with(&tool).await;
        shed.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = RefCell::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod drops_the_guard_in_a_task {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use std::sync::{Arc, Mutex};

    async fn work(gardener: Gardener, shed: Arc<Mutex<Shed>>) {
        gardener.comes().await;
        let tool = {
            let mut shed = shed.lock().unwrap();
            shed.take(&gardener)
        };
        gardener.works_with(&tool).await;
        shed.lock().unwrap().put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Arc::new(Mutex::new(shed));
        let ann = tokio::spawn(work(ann, Arc::clone(&shed)));
        let bob = tokio::spawn(work(bob, shed));
        ann.await.unwrap();
        bob.await.unwrap();
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod locks_of_tokio_for_a_moment {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use tokio::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let mut guard = shed.lock().await;
        let tool = guard.take(&gardener);
        drop(guard);
        gardener.works_with(&tool).await;
        shed.lock().await.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod looks_before_it_takes {
    use exercises::Verdict;
    use exercises::guard::{Gardener, Shed, check};
    use tokio::sync::Mutex;

    async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
        gardener.comes().await;
        let _is_there = shed.lock().await;
        let tool = shed.lock().await.take(&gardener);
        gardener.works_with(&tool).await;
        shed.lock().await.put_back(tool);
    }

    async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
        let shed = Mutex::new(shed);
        tokio::join!(work(ann, &shed), work(bob, &shed));
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}
