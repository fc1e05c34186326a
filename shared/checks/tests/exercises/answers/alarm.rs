pub(super) mod tokios_timer {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::time::Duration;

    fn egg_timer(_: Clock, time: Duration) -> impl Future<Output = ()> {
        async move { tokio::time::sleep(time).await }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod keeps_the_waker {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
        waker: Option<Waker>,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.clock.now() >= self.end {
                return Poll::Ready(());
            }
            self.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end, waker: None }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod names_a_length {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let now = self.clock.now();
            if now >= self.end {
                return Poll::Ready(());
            }
            self.clock.wake_at(self.end - now, context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, length: Duration) -> EggTimer {
        let end = clock.now() + length;
        EggTimer { clock, end }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod wakes_itself {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.clock.now() >= self.end {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod asks_every_minute {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let now = self.clock.now();
            if now >= self.end {
                return Poll::Ready(());
            }
            self.clock.wake_at(now + Duration::from_secs(60), context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod ready_when_polled_again {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
        was_polled: bool,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.was_polled {
                return Poll::Ready(());
            }
            self.was_polled = true;
            self.clock.wake_at(self.end, context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end, was_polled: false }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod ready_at_once {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer;

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            Poll::Ready(())
        }
    }

    fn egg_timer(_: Clock, _: Duration) -> EggTimer {
        EggTimer
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod starts_over {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        time: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let now = self.clock.now();
            let end = now + self.time;
            if now >= end {
                return Poll::Ready(());
            }
            self.clock.wake_at(end, context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        EggTimer { clock, time }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod keeps_the_first_waker {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
        is_set: bool,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.clock.now() >= self.end {
                return Poll::Ready(());
            }
            if !self.is_set {
                self.is_set = true;
                self.clock.wake_at(self.end, context.waker().clone());
            }
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end, is_set: false }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod stares_at_the_clock {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            while self.clock.now() < self.end {}
            Poll::Ready(())
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod blocks {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        end: Duration,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            if let Some(rest) = self.end.checked_sub(self.clock.now()) {
                std::thread::sleep(rest);
            }
            Poll::Ready(())
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        let end = clock.now() + time;
        EggTimer { clock, end }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod with_an_async_block {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    fn egg_timer(clock: Clock, time: Duration) -> impl Future<Output = ()> {
        async move {
            let end = clock.now() + time;
            std::future::poll_fn(|context| {
                if clock.now() < end {
                    clock.wake_at(end, context.waker().clone());
                    return Poll::Pending;
                }
                Poll::Ready(())
            })
            .await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}

pub(super) mod from_the_first_poll {
    use exercises::Verdict;
    use exercises::alarm::{Clock, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    struct EggTimer {
        clock: Clock,
        time: Duration,
        begun: Option<Duration>,
    }

    impl Future for EggTimer {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let now = self.clock.now();
            let time = self.time;
            let end = *self.begun.get_or_insert(now) + time;
            if now >= end {
                return Poll::Ready(());
            }
            self.clock.wake_at(end, context.waker().clone());
            Poll::Pending
        }
    }

    fn egg_timer(clock: Clock, time: Duration) -> EggTimer {
        EggTimer { clock, time, begun: None }
    }

    pub(crate) fn main() -> Verdict {
        check(egg_timer)
    }
}
