//! A task finds work, takes it, and yields after that.

use shared::yield_now;
use std::cell::RefCell;
use std::task::{Context, Waker};

async fn task(name: &str, work: &RefCell<Vec<u64>>) {
    while !work.borrow().is_empty() {
        println!("Task {name}: there is work");
        let count = work.borrow_mut().pop().expect("there was work a moment ago");
        yield_now().await;
        println!("Task {name} takes {count}");
    }
}

fn main() {
    let work = RefCell::new(vec![15]);
    let mut tasks = vec![Box::pin(task("One", &work)), Box::pin(task("Two", &work))];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}
