//! A loop changes the list that it is going through.

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
        for (index, task) in tasks.iter_mut().enumerate() {
            if task.as_mut().poll(&mut context).is_ready() {
                tasks.remove(index);
            }
        }
    }
}
