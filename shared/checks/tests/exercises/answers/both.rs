pub(super) mod forgets_the_first {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            let soup = Pin::new(&mut self.soup).poll(context);
            let bread = Pin::new(&mut self.bread).poll(context);
            match (soup, bread) {
                (Poll::Ready(soup), Poll::Ready(bread)) => Poll::Ready((soup, bread)),
                _ => Poll::Pending,
            }
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod polls_what_is_ready {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                self.ready_soup = Some(soup);
            }
            if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                self.ready_bread = Some(bread);
            }
            if self.ready_soup.is_none() || self.ready_bread.is_none() {
                return Poll::Pending;
            }
            let soup = self.ready_soup.take().expect("the soup is ready");
            let bread = self.ready_bread.take().expect("the bread is ready");
            Poll::Ready((soup, bread))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod keeps_the_context {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            let context = &mut Context::from_waker(Waker::noop());
            if self.ready_soup.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                    self.ready_soup = Some(soup);
                }
            }
            if self.ready_bread.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                    self.ready_bread = Some(bread);
                }
            }
            if self.ready_soup.is_none() || self.ready_bread.is_none() {
                return Poll::Pending;
            }
            let soup = self.ready_soup.take().expect("the soup is ready");
            let bread = self.ready_bread.take().expect("the bread is ready");
            Poll::Ready((soup, bread))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod wakes_itself {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            if self.ready_soup.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                    self.ready_soup = Some(soup);
                }
            }
            if self.ready_bread.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                    self.ready_bread = Some(bread);
                }
            }
            if self.ready_soup.is_none() || self.ready_bread.is_none() {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let soup = self.ready_soup.take().expect("the soup is ready");
            let bread = self.ready_bread.take().expect("the bread is ready");
            Poll::Ready((soup, bread))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod loops_until_both_are_ready {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            loop {
                if self.ready_soup.is_none() {
                    if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                        self.ready_soup = Some(soup);
                    }
                }
                if self.ready_bread.is_none() {
                    if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                        self.ready_bread = Some(bread);
                    }
                }
                if self.ready_soup.is_some() && self.ready_bread.is_some() {
                    break;
                }
            }
            if self.ready_soup.is_none() || self.ready_bread.is_none() {
                return Poll::Pending;
            }
            let soup = self.ready_soup.take().expect("the soup is ready");
            let bread = self.ready_bread.take().expect("the bread is ready");
            Poll::Ready((soup, bread))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod is_sure_of_both {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready: (Option<Soup>, Option<Bread>),
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            if self.ready.0.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                    self.ready.0 = Some(soup);
                }
            }
            if self.ready.1.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                    self.ready.1 = Some(bread);
                }
            }
            if self.ready.0.is_none() && self.ready.1.is_none() {
                return Poll::Pending;
            }
            Poll::Ready((self.ready.0.take().unwrap(), self.ready.1.take().unwrap()))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready: (None, None) }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod pending_before_the_second {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            if self.ready_soup.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                    self.ready_soup = Some(soup);
                    if self.ready_bread.is_none() {
                        return Poll::Pending;
                    }
                }
            }
            if self.ready_bread.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                    self.ready_bread = Some(bread);
                }
            }
            if self.ready_soup.is_none() || self.ready_bread.is_none() {
                return Poll::Pending;
            }
            let soup = self.ready_soup.take().expect("the soup is ready");
            let bread = self.ready_bread.take().expect("the bread is ready");
            Poll::Ready((soup, bread))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod pending_after_the_last {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Supper {
        soup: Cooking<Soup>,
        bread: Cooking<Bread>,
        ready_soup: Option<Soup>,
        ready_bread: Option<Bread>,
    }

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            if self.ready_soup.is_some() && self.ready_bread.is_some() {
                let soup = self.ready_soup.take().expect("the soup is ready");
                let bread = self.ready_bread.take().expect("the bread is ready");
                return Poll::Ready((soup, bread));
            }
            if self.ready_soup.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut self.soup).poll(context) {
                    self.ready_soup = Some(soup);
                }
            }
            if self.ready_bread.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut self.bread).poll(context) {
                    self.ready_bread = Some(bread);
                }
            }
            Poll::Pending
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup, bread, ready_soup: None, ready_bread: None }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod leaves_it_to_join {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};

    async fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> (Soup, Bread) {
        tokio::join!(soup, bread)
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod with_poll_fn {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::task::Poll;

    fn supper(
        mut soup: Cooking<Soup>,
        mut bread: Cooking<Bread>,
    ) -> impl Future<Output = (Soup, Bread)> {
        let (mut ready_soup, mut ready_bread) = (None, None);
        poll_fn(move |context| {
            if ready_bread.is_none() {
                if let Poll::Ready(bread) = Pin::new(&mut bread).poll(context) {
                    ready_bread = Some(bread);
                }
            }
            if ready_soup.is_none() {
                if let Poll::Ready(soup) = Pin::new(&mut soup).poll(context) {
                    ready_soup = Some(soup);
                }
            }
            if ready_soup.is_none() || ready_bread.is_none() {
                return Poll::Pending;
            }
            ready_soup.take().zip(ready_bread.take()).map_or(Poll::Pending, Poll::Ready)
        })
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod with_an_enum {
    use exercises::Verdict;
    use exercises::both::{Bread, Cooking, Soup, check};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    enum Dish<T> {
        Cooking(Cooking<T>),
        Ready(T),
        Served,
    }

    impl<T> Dish<T>
    where
        Cooking<T>: Future<Output = T>,
    {
        fn is_ready(&mut self, context: &mut Context<'_>) -> bool {
            if let Dish::Cooking(cooking) = self {
                match Pin::new(cooking).poll(context) {
                    Poll::Ready(dish) => *self = Dish::Ready(dish),
                    Poll::Pending => return false,
                }
            }
            true
        }

        fn take(&mut self) -> T {
            match std::mem::replace(self, Dish::Served) {
                Dish::Ready(dish) => dish,
                _ => panic!("it is served only once"),
            }
        }
    }

    struct Supper {
        soup: Dish<Soup>,
        bread: Dish<Bread>,
    }

    impl Unpin for Supper {}

    impl Future for Supper {
        type Output = (Soup, Bread);

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
            let supper = &mut *self;
            let soup = supper.soup.is_ready(context);
            let bread = supper.bread.is_ready(context);
            if !soup || !bread {
                return Poll::Pending;
            }
            Poll::Ready((supper.soup.take(), supper.bread.take()))
        }
    }

    fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
        Supper { soup: Dish::Cooking(soup), bread: Dish::Cooking(bread) }
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}
