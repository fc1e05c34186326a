// Empty is not closed.
//
// Mia helps at the post office until the last letter of the day is stamped. She looks into the
// letter box: `try_take()` returns the next letter, or an error of the type
// `last_letter::TryTakeError`. That is `Empty` if there is no letter now, and `Closed` if none
// will come any more. Letters come now and then until the box is closed, and meanwhile there are
// parcels to be sorted.
//
// An empty box is a reason to do something else for a while, and a closed one is a reason to go
// home.

use exercises::Verdict;
use exercises::last_letter::{PostOffice, TryTakeError, check};

fn mia(office: &PostOffice) {
    loop {
        match office.try_take() {
            Ok(letter) => letter.stamp(),
            Err(TryTakeError::Empty) => office.sort_parcel(),
            Err(TryTakeError::Closed) => return,
        }
    }
}

fn main() -> Verdict {
    check(mia)
}
