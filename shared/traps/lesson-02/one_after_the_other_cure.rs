//! Two futures are polled by the loop, and take turns.

use shared::yield_now;
use std::task::{Context, Waker};

async fn chore(name: &str) {
    for step in 1..=2 {
        println!("{name}, step {step}");
        yield_now().await;
    }
}

fn main() {
    let laundry = chore("Laundry");
    let dishes = chore("Dishes");
    let mut tasks = vec![Box::pin(laundry), Box::pin(dishes)];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}
