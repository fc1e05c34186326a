// Join by hand.
//
// There is to be supper: soup and bread, each of which is ready when it likes. Supper is a future
// as well, and is ready when both are.
//
// Each poll polls both, unless they are ready: then what they gave is here. Both get the context,
// so that either can wake supper.

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
        match std::mem::take(&mut self.ready) {
            (Some(soup), Some(bread)) => Poll::Ready((soup, bread)),
            not_yet => {
                self.ready = not_yet;
                Poll::Pending
            }
        }
    }
}

fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
    Supper { soup, bread, ready: (None, None) }
}

fn main() -> Verdict {
    check(supper)
}
