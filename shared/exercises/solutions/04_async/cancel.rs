// Cancel without losing an item.
//
// People bring letters to the post office, and each letter is weighed and stamped, which takes some
// minutes. When the bell rings, the office closes: it takes no more letters, but stamps the one
// that is in hand.
//
// What the bell may drop is only the wait for a letter: nothing is in hand there.

use exercises::Verdict;
use exercises::cancel::{Bell, Office, check};

async fn afternoon(office: &mut Office, bell: &Bell) {
    loop {
        let letter = tokio::select! {
            () = bell.rings() => return,
            letter = office.next_letter() => letter,
        };
        letter.stamp().await;
    }
}

fn main() -> Verdict {
    check(afternoon)
}
