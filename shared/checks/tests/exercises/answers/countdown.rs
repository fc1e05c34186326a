pub(super) mod forgets_to_wake {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
            if self.left == 0 {
                return Poll::Ready(());
            }
            self.voice.call(self.left);
            self.left -= 1;
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod starts_over {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut left = self.left;
            if left == 0 {
                return Poll::Ready(());
            }
            self.voice.call(left);
            left -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod ready_with_the_last {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            self.voice.call(self.left);
            self.left -= 1;
            if self.left == 0 {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod one_too_few {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            self.left -= 1;
            if self.left == 0 {
                return Poll::Ready(());
            }
            self.voice.call(self.left);
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod ready_each_time {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            self.voice.call(self.left);
            self.left -= 1;
            Poll::Ready(())
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod never_ready {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.left > 0 {
                self.voice.call(self.left);
                self.left -= 1;
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod sleeps_between {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
            while self.left > 0 {
                self.voice.call(self.left);
                self.left -= 1;
                std::thread::sleep(std::time::Duration::from_secs(60));
            }
            Poll::Ready(())
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod always_from_three {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Countdown {
        left: u32,
        voice: Voice,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.left == 0 {
                return Poll::Ready(());
            }
            self.voice.call(self.left.min(3));
            self.left = self.left.min(3) - 1;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice })
    }
}

pub(super) mod keeps_its_own_waker {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::task::Waker;

    struct Countdown {
        left: u32,
        voice: Voice,
        waker: Option<Waker>,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.left == 0 {
                return Poll::Ready(());
            }
            self.voice.call(self.left);
            self.left -= 1;
            self.waker = Some(context.waker().clone());
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|left, voice| Countdown { left, voice, waker: None })
    }
}

pub(super) mod written_by_the_compiler {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use tokio::task::yield_now;

    async fn count_down(from: u32, voice: Voice) {
        for number in (1..=from).rev() {
            voice.call(number);
            yield_now().await;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(count_down)
    }
}

pub(super) mod wakes_first {
    use exercises::Verdict;
    use exercises::countdown::{Voice, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    enum Countdown {
        Calls(std::ops::RangeInclusive<u32>, Voice),
        Comes,
    }

    impl Future for Countdown {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            context.waker().clone().wake();
            let Self::Calls(numbers, voice) = &mut *self else { return Poll::Ready(()) };
            match numbers.next_back() {
                Some(number) => voice.call(number),
                None => *self = Self::Comes,
            }
            Poll::Pending
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|from, voice| Countdown::Calls(1..=from, voice))
    }
}

pub(super) mod as_a_closure {
    use exercises::Verdict;
    use exercises::countdown::check;
    use std::future::poll_fn;
    use std::task::Poll;

    pub(crate) fn main() -> Verdict {
        check(|mut left, voice| {
            poll_fn(move |context| {
                if left == 0 {
                    return Poll::Ready(());
                }
                voice.call(left);
                left -= 1;
                context.waker().wake_by_ref();
                Poll::Pending
            })
        })
    }
}
