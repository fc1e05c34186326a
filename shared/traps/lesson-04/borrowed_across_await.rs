//! A task keeps a borrow while it waits.

use std::cell::RefCell;
use tokio::runtime::Builder;

async fn task(name: &str, checkbook: &RefCell<i64>) {
    println!("{name} takes the checkbook");
    let mut balance = checkbook.borrow_mut();
    *balance -= 1;
    tokio::task::yield_now().await;
}

fn main() {
    let event_loop = Builder::new_current_thread().build().expect("only I/O fails");
    let checkbook = RefCell::new(2000);
    event_loop.block_on(async {
        tokio::join!(task("Ann", &checkbook), task("Bob", &checkbook));
    });
    println!("The balance is {}.", checkbook.borrow());
}
