// A future that keeps a waker.
//
// Ann waits for a parcel. She need not stand at the door, since there is a bell: the courier
// presses it, and that wakes whoever waits. But Ann is not woken, and the courier is still
// standing there.
//
// TODO: Let the bell wake whoever waits for it. It may also be pressed before anybody waits. And
// Ann may leave the waiting to Bob while the bell is silent: then his task polls the same future.

use exercises::Verdict;
use exercises::doorbell::check;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

#[derive(Default)]
struct Bell {
    has_rung: bool,
}

/// Ready when the bell has rung.
struct Rings(Arc<Mutex<Bell>>);

impl Future for Rings {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        let bell = self.0.lock().unwrap();
        if bell.has_rung { Poll::Ready(()) } else { Poll::Pending }
    }
}

fn press(bell: &Mutex<Bell>) {
    let mut bell = bell.lock().unwrap();
    bell.has_rung = true;
}

fn main() -> Verdict {
    check(Rings, press)
}
