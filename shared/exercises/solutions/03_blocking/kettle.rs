// A wait that blocks, and its cure.
//
// Dad makes tea while Mia lays the table. They take turns as in lesson 2: a loop polls him, then
// her, and in each of her turns she puts one plate on the table.
//
// Dad does not stand by the kettle. As long as it does not boil, he has nothing to do in his turn,
// and leaves the thread to Mia. That he looks again and again is for lesson 4 to mend.

use exercises::Verdict;
use exercises::kettle::{Kettle, Tea, check};
use tokio::task::yield_now;

async fn make_tea(kettle: &Kettle) -> Tea {
    kettle.start();
    while !kettle.is_boiling() {
        yield_now().await;
    }
    kettle.pour()
}

fn main() -> Verdict {
    check(make_tea)
}
