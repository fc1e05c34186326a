// A future by hand.
//
// Hide-and-seek: Mia counts down, a second for each number, and Tom looks for a place to hide. They
// share one thread. Mia counts to the end without giving it back, and then she comes, while Tom has
// not taken a step.
//
// TODO: Let each poll count one number, so that Tom has his turn after each of them. The poll after
// the last number is `Ready`. (An `async fn` could do it. Here you are the compiler.)

use exercises::Verdict;
use exercises::countdown::{Voice, check};
use std::pin::Pin;
use std::task::{Context, Poll};

struct Countdown {
    left: u32,
    voice: Voice,
}

impl Future for Countdown {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        while self.left > 0 {
            self.voice.call(self.left);
            self.left -= 1;
        }
        Poll::Ready(())
    }
}

fn main() -> Verdict {
    check(|left, voice| Countdown { left, voice })
}
