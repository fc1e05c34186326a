//! A function that is not async awaits a future.

use shared::yield_now;
use std::task::{Context, Waker};

async fn balance() -> i32 {
    yield_now().await;
    1287
}

fn report(name: &str) {
    println!("{name} asks for the balance");
    println!("{name} hears that it is {}", balance().await);
}

async fn task(name: &str) {
    report(name);
    println!("{name} is done");
}

fn main() {
    let mut tasks = vec![Box::pin(task("Ann")), Box::pin(task("Bob"))];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        tasks.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}
