// Empty is not closed.
//
// Mia helps at the post office until the last letter of the day is stamped. She looks into the
// letter box: `try_take()` returns the next letter, or an error of the type
// `last_letter::TryTakeError`. That is `Empty` if there is no letter now, and `Closed` if none
// will come any more. Letters come now and then until the box is closed, and meanwhile there are
// parcels to be sorted. But Mia is home too soon.
//
// TODO: Let Mia stamp every letter, and sort parcels only while there is no letter.

use exercises::Verdict;
use exercises::last_letter::{PostOffice, check};

fn mia(office: &PostOffice) {
    while let Ok(letter) = office.try_take() {
        letter.stamp();
    }
    office.sort_parcel();
}

fn main() -> Verdict {
    check(mia)
}
