pub(super) mod joined {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;

    async fn cook(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, book.soup()).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let soup = cook(Rc::clone(&book), kitchen.clone());
        tokio::join!(soup, kitchen.lay_the_table(&book)).0
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod stays_on_this_thread {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;
    use tokio::task::{LocalSet, spawn_local};

    async fn cook(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, book.soup()).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let both = async {
            let soup = spawn_local(cook(Rc::clone(&book), kitchen.clone()));
            kitchen.lay_the_table(&book).await;
            soup.await.unwrap()
        };
        LocalSet::new().run_until(both).await
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod awaited_at_once {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Recipe, Soup, check};
    use std::rc::Rc;

    async fn cook(recipe: Recipe, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, &recipe).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let soup = tokio::spawn(cook(book.soup().clone(), kitchen.clone())).await.unwrap();
        kitchen.lay_the_table(&book).await;
        soup
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod spawns_the_table {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;

    async fn cook(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, book.soup()).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let (copy, other) = (Cookbook::clone(&book), kitchen.clone());
        let table = tokio::spawn(async move { other.lay_the_table(&copy).await });
        let soup = cook(book, kitchen).await;
        table.await.unwrap();
        soup
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod lays_no_table {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Recipe, Soup, check};
    use std::rc::Rc;

    async fn cook(recipe: Recipe, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, &recipe).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let soup = tokio::spawn(cook(book.soup().clone(), kitchen.clone()));
        // Never polled.
        let _table = kitchen.lay_the_table(&book);
        soup.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod waits_by_blocking {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Recipe, Soup, check};
    use std::rc::Rc;
    use std::thread;
    use std::time::Duration;

    async fn cook(recipe: Recipe, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, &recipe).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let soup = tokio::spawn(cook(book.soup().clone(), kitchen.clone()));
        while !soup.is_finished() {
            thread::sleep(Duration::from_secs(1));
        }
        kitchen.lay_the_table(&book).await;
        soup.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod another_book_in_an_arc {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;
    use std::sync::Arc;

    async fn cook(book: Arc<Cookbook>, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, book.soup()).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let book = Arc::new(Rc::unwrap_or_clone(book));
        let soup = tokio::spawn(cook(Arc::clone(&book), kitchen.clone()));
        kitchen.lay_the_table(&book).await;
        soup.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod both_in_a_set {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;
    use tokio::task::JoinSet;

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let recipe = book.soup().clone();
        let mut cooks = JoinSet::new();
        let stove = kitchen.clone();
        cooks.spawn(async move {
            let water = stove.boil_water().await;
            stove.make_soup(water, &recipe).await
        });
        let (soup, ()) = tokio::join!(cooks.join_next(), kitchen.lay_the_table(&book));
        soup.unwrap().unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}

pub(super) mod without_a_set {
    use exercises::Verdict;
    use exercises::send::{Cookbook, Kitchen, Soup, check};
    use std::rc::Rc;

    async fn cook(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let water = kitchen.boil_water().await;
        kitchen.make_soup(water, book.soup()).await
    }

    async fn supper(book: Rc<Cookbook>, kitchen: Kitchen) -> Soup {
        let soup = tokio::task::spawn_local(cook(Rc::clone(&book), kitchen.clone()));
        kitchen.lay_the_table(&book).await;
        soup.await.unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(supper)
    }
}
