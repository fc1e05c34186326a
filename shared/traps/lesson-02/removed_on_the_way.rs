//! A loop changes the list that it is going through.

use shared::yield_now;
use std::task::{Context, Waker};

fn main() {
    let mut tasks = vec![Box::pin(yield_now()), Box::pin(yield_now())];
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        for (index, task) in tasks.iter_mut().enumerate() {
            if task.as_mut().poll(&mut context).is_ready() {
                tasks.remove(index);
            }
        }
    }
}
