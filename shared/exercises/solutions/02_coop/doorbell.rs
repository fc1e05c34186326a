// A future that keeps a waker.
//
// Ann waits for a parcel. She need not stand at the door, since there is a bell: the courier
// presses it, and that wakes whoever waits.
//
// Each poll looks first whether it has rung, and else leaves the waker of the task that polls, in
// place of the one before: only that task can go on.

use exercises::Verdict;
use exercises::doorbell::check;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Bell {
    has_rung: bool,
    waker: Option<Waker>,
}

/// Ready when the bell has rung.
struct Rings(Arc<Mutex<Bell>>);

impl Future for Rings {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut bell = self.0.lock().unwrap();
        if bell.has_rung {
            return Poll::Ready(());
        }
        bell.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

fn press(bell: &Mutex<Bell>) {
    let mut bell = bell.lock().unwrap();
    bell.has_rung = true;
    if let Some(waker) = bell.waker.take() {
        waker.wake();
    }
}

fn main() -> Verdict {
    check(Rings, press)
}
