//! A future is polled once more after it is done.

use shared::yield_now;
use std::task::{Context, Waker};

async fn balance() -> i32 {
    yield_now().await;
    1287
}

fn main() {
    let mut future = Box::pin(balance());
    let mut context = Context::from_waker(Waker::noop());
    while future.as_mut().poll(&mut context).is_pending() {
        println!("Bob is still adding up.");
    }
    println!("The balance: {:?}", future.as_mut().poll(&mut context));
}
