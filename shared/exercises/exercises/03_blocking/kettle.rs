// A wait that blocks, and its cure.
//
// Dad makes tea while Mia lays the table. They take turns as in lesson 2: a loop polls him, then
// her, and in each of her turns she puts one plate on the table. But Dad stands by the kettle until
// it boils, and has the only thread, so Mia waits with her plates.
//
// One need not stand by. `kettle.start()` switches it on and returns at once, and
// `kettle.is_boiling()` says whether it boils.
//
// TODO: Let Mia have her turns while the water heats.

use exercises::Verdict;
use exercises::kettle::{Kettle, Tea, check};
use tokio::task::yield_now;

async fn make_tea(kettle: &Kettle) -> Tea {
    kettle.boil();
    yield_now().await;
    kettle.pour()
}

fn main() -> Verdict {
    check(make_tea)
}
