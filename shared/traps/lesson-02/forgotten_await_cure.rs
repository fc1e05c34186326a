//! A future that yields is made, and awaited.

use shared::yield_now;
use std::task::{Context, Waker};

async fn task(name: &str) {
    for step in 1..=2 {
        println!("Task {name}, step {step}");
        yield_now().await;
    }
}

fn main() {
    let mut tasks = vec![Box::pin(task("One")), Box::pin(task("Two"))];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}
