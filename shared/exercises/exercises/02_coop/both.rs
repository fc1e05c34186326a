// Join by hand.
//
// There is to be supper: soup and bread, each of which is ready when it likes. Supper is a future
// as well, and is ready when both are. But the bread goes into the oven only when the soup is
// ready.
//
// TODO: Let soup and bread be under way at the same time, whichever is ready first. Do it by hand,
// in `poll`.

use exercises::Verdict;
use exercises::both::{Bread, Cooking, Soup, check};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

struct Supper {
    soup: Cooking<Soup>,
    bread: Cooking<Bread>,
}

impl Future for Supper {
    type Output = (Soup, Bread);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(Soup, Bread)> {
        // `ready!` returns `Pending` if that is what the poll returned.
        let soup = ready!(Pin::new(&mut self.soup).poll(context));
        let bread = ready!(Pin::new(&mut self.bread).poll(context));
        Poll::Ready((soup, bread))
    }
}

fn supper(soup: Cooking<Soup>, bread: Cooking<Bread>) -> Supper {
    Supper { soup, bread }
}

fn main() -> Verdict {
    check(supper)
}
