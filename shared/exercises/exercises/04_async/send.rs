// What may move to another thread.
//
// The cookbook is an `Rc`: all in this kitchen read it, and it never leaves the kitchen. The soup
// in it takes half an hour, the table ten minutes. Whoever lays it needs the book, too: it tells
// how to fold the napkins. Yet nobody begins with that before the soup is done, and supper is late.
//
// TODO: Let a task of its own cook the soup, by `tokio::spawn`, and lay the table meanwhile. The
// compiler will object. Look for what it calls not `Send`: is all of that needed to cook?

use exercises::Verdict;
use exercises::send::{Cookbook, Kitchen, Soup, check};
use std::rc::Rc;

async fn cook(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
    let water = kitchen.boil_water().await;
    kitchen.make_soup(water, book.soup()).await
}

async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
    let soup = cook(Rc::clone(&book), kitchen.clone()).await;
    kitchen.lay_the_table(&book).await;
    soup
}

fn main() -> Verdict {
    check(supper)
}
