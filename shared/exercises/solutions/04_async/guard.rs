// A guard across an await.
//
// Ann and Bob keep their tools in one shed, and it has one key. Ann comes at 17:00, and rakes
// leaves for 20 minutes; Bob comes at 17:05, and digs for 10. So they should be done by 17:20.
//
// A guard without a name is dropped at the end of its statement, so nobody has the key while they
// work.

use exercises::Verdict;
use exercises::guard::{Gardener, Shed, check};
use std::sync::Mutex;

async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
    gardener.comes().await;
    let tool = shed.lock().expect("nobody panics").take(&gardener);
    gardener.works_with(&tool).await;
    shed.lock().expect("nobody panics").put_back(tool);
}

async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
    let shed = Mutex::new(shed);
    tokio::join!(work(ann, &shed), work(bob, &shed));
}

fn main() -> Verdict {
    check(afternoon)
}
