// What may move to another thread.
//
// The cookbook is an `Rc`: all in this kitchen read it, and it never leaves the kitchen. The soup
// in it takes half an hour, the table ten minutes. Whoever lays it needs the book, too: it tells
// how to fold the napkins.
//
// The task gets a copy of the recipe, which is `Send`. Nothing of the `Rc` is in its future, not
// even before the first await.

use exercises::Verdict;
use exercises::send::{Cookbook, Kitchen, Recipe, Soup, check};
use std::rc::Rc;

async fn cook(recipe: Recipe, kitchen: Kitchen) -> Soup {
    let water = kitchen.boil_water().await;
    kitchen.make_soup(water, &recipe).await
}

async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
    let soup = tokio::spawn(cook(book.soup().clone(), kitchen.clone()));
    kitchen.lay_the_table(&book).await;
    soup.await.expect("it does not panic")
}

fn main() -> Verdict {
    check(supper)
}
