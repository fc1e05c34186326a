//! The output of the last poll is kept.

use shared::yield_now;
use std::task::{Context, Waker};

async fn balance() -> i32 {
    yield_now().await;
    1287
}

fn main() {
    let mut future = Box::pin(balance());
    let mut context = Context::from_waker(Waker::noop());
    let mut polled = future.as_mut().poll(&mut context);
    while polled.is_pending() {
        println!("Bob is still adding up.");
        polled = future.as_mut().poll(&mut context);
    }
    println!("The balance: {polled:?}");
}
