//! A task is polled once more after it is done.

use std::task::{Context, Waker};

async fn task() -> &'static str {
    "done"
}

fn main() {
    let mut task = Box::pin(task());
    let mut context = Context::from_waker(Waker::noop());
    println!("{:?}", task.as_mut().poll(&mut context));
    println!("{:?}", task.as_mut().poll(&mut context));
}
