// Cancel without losing an item.
//
// People bring letters to the post office, and each letter is weighed and stamped, which takes some
// minutes. When the bell rings, the office closes: it takes no more letters, but stamps the one
// that is in hand. That one, however, has been lost more than once.
//
// TODO: Close at the bell, as soon as nothing is in hand, and lose no letter.

use exercises::Verdict;
use exercises::cancel::{Bell, Office, check};

async fn afternoon(office: &mut Office, bell: &Bell) {
    tokio::select! {
        () = bell.rings() => {}
        () = serve(office) => {}
    }
}

async fn serve(office: &mut Office) {
    loop {
        let letter = office.next_letter().await;
        letter.stamp().await;
    }
}

fn main() -> Verdict {
    check(afternoon)
}
