//! Finished tasks leave the list, and none is skipped.

use shared::yield_now;
use std::task::{Context, Waker};

async fn chore(name: &str, steps: u32) {
    for step in 1..=steps {
        println!("{name}, step {step}");
        yield_now().await;
    }
}

fn main() {
    let mut tasks = vec![Box::pin(chore("Dishes", 1)), Box::pin(chore("Laundry", 2))];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
    }
}
