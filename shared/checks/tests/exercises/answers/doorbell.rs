pub(super) mod wakes_nobody {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            if bell.has_rung {
                return Poll::Ready(());
            }
            bell.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        bell.lock().unwrap().has_rung = true;
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod keeps_the_first_waker {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            if bell.has_rung {
                return Poll::Ready(());
            }
            bell.waker.get_or_insert_with(|| context.waker().clone());
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut bell = bell.lock().unwrap();
        bell.has_rung = true;
        if let Some(waker) = bell.waker.take() {
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod wakes_itself {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.0.lock().unwrap().has_rung {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        bell.lock().unwrap().has_rung = true;
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod wakes_and_notes_nothing {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            bell.waker = Some(context.waker().clone());
            if bell.has_rung { Poll::Ready(()) } else { Poll::Pending }
        }
    }

    fn press(bell: &Mutex<Bell>) {
        if let Some(waker) = bell.lock().unwrap().waker.take() {
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod rings_only_if_somebody_waits {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            if bell.has_rung {
                return Poll::Ready(());
            }
            bell.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut bell = bell.lock().unwrap();
        if let Some(waker) = bell.waker.take() {
            bell.has_rung = true;
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod is_sure_of_a_waker {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            if bell.has_rung {
                return Poll::Ready(());
            }
            bell.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut bell = bell.lock().unwrap();
        bell.has_rung = true;
        bell.waker.take().unwrap().wake();
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod ready_at_once {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut bell = self.0.lock().unwrap();
            bell.waker = Some(context.waker().clone());
            Poll::Ready(())
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut bell = bell.lock().unwrap();
        bell.has_rung = true;
        if let Some(waker) = bell.waker.take() {
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod waits_in_poll {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
            while !self.0.lock().unwrap().has_rung {
                std::thread::sleep(std::time::Duration::from_secs(60));
            }
            Poll::Ready(())
        }
    }

    fn press(bell: &Mutex<Bell>) {
        bell.lock().unwrap().has_rung = true;
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod ready_when_polled_again {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        waker: Option<Waker>,
    }

    struct Rings {
        bell: Arc<Mutex<Bell>>,
        was_polled: bool,
    }

    impl Future for Rings {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.was_polled {
                return Poll::Ready(());
            }
            self.was_polled = true;
            let bell = Arc::clone(&self.bell);
            let mut bell = bell.lock().unwrap();
            if bell.has_rung {
                return Poll::Ready(());
            }
            bell.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut bell = bell.lock().unwrap();
        bell.has_rung = true;
        if let Some(waker) = bell.waker.take() {
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|bell| Rings { bell, was_polled: false }, press)
    }
}

pub(super) mod leaves_it_to_tokio {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::sync::Arc;
    use tokio::sync::Notify;

    #[derive(Default)]
    struct Bell {
        rings: Notify,
    }

    async fn rings(bell: Arc<Bell>) {
        bell.rings.notified().await;
    }

    fn press(bell: &Bell) {
        bell.rings.notify_one();
    }

    pub(crate) fn main() -> Verdict {
        check(rings, press)
    }
}

pub(super) mod looks_twice {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    struct Bell {
        has_rung: bool,
        wakers: Vec<Waker>,
    }

    struct Rings(Arc<Mutex<Bell>>);

    impl Future for Rings {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            self.0.lock().unwrap().wakers.push(context.waker().clone());
            if self.0.lock().unwrap().has_rung { Poll::Ready(()) } else { Poll::Pending }
        }
    }

    fn press(bell: &Mutex<Bell>) {
        let mut wakers = {
            let mut bell = bell.lock().unwrap();
            bell.has_rung = true;
            std::mem::take(&mut bell.wakers)
        };
        wakers.drain(..).for_each(Waker::wake);
    }

    pub(crate) fn main() -> Verdict {
        check(Rings, press)
    }
}

pub(super) mod in_one_enum {
    use exercises::Verdict;
    use exercises::doorbell::check;
    use std::future::poll_fn;
    use std::mem::replace;
    use std::sync::{Arc, Mutex};
    use std::task::{Poll, Waker};

    #[derive(Default)]
    enum Bell {
        #[default]
        Silent,
        Awaited(Waker),
        Rang,
    }

    async fn rings(bell: Arc<Mutex<Bell>>) {
        poll_fn(|context| {
            let mut bell = bell.lock().unwrap();
            match &mut *bell {
                Bell::Rang => return Poll::Ready(()),
                Bell::Awaited(waker) => waker.clone_from(context.waker()),
                Bell::Silent => *bell = Bell::Awaited(context.waker().clone()),
            }
            Poll::Pending
        })
        .await;
    }

    fn press(bell: &Mutex<Bell>) {
        if let Bell::Awaited(waker) = replace(&mut *bell.lock().unwrap(), Bell::Rang) {
            waker.wake();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(rings, press)
    }
}
