//! An example of testing your own futures: a page is fetched only once, whatever the order of the polls.

use executor::{explore, sync::yield_now, task};
use std::cell::Cell;
use tokio::sync::Mutex;

/// Looks for a page in the cache, and fetches it if it isn't there.
async fn look_up(cache: &Mutex<Option<&str>>, fetched: &Cell<u32>) {
    let mut page = cache.lock().await;
    if page.is_none() {
        fetched.set(fetched.get() + 1);
        yield_now().await;
        *page = Some("the page");
    }
}

#[test]
fn a_page_is_fetched_once() {
    let (cache, fetched) = (Mutex::new(None), Cell::new(0));
    let report = explore(
        || {
            *cache.try_lock().expect("no task is left that holds it") = None;
            fetched.set(0);
            ["One", "Two", "Three"].map(|name| task(name, look_up(&cache, &fetched))).into()
        },
        |outcome| outcome.is_done() && fetched.get() == 1,
    );
    assert!(report.is_proof(), "{report}");
}
