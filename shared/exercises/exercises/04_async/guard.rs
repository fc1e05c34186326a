// A guard across an await.
//
// Ann and Bob keep their tools in one shed, and it has one key. Ann comes at 17:00, and rakes
// leaves for 20 minutes; Bob comes at 17:05, and digs for 10. So they should be done by 17:20. Yet
// at 17:05 all stands still, for ever.
//
// TODO: Find out who has the key at 17:05. Then let each have it only to get a tool, and to put it
// back.

use exercises::Verdict;
use exercises::guard::{Gardener, Shed, check};
use std::sync::Mutex;

async fn work(gardener: Gardener, shed: &Mutex<Shed>) {
    gardener.comes().await;
    let mut shed = shed.lock().expect("nobody panics");
    let tool = shed.take(&gardener);
    gardener.works_with(&tool).await;
    shed.put_back(tool);
}

async fn afternoon(shed: Shed, ann: Gardener, bob: Gardener) {
    let shed = Mutex::new(shed);
    tokio::join!(work(ann, &shed), work(bob, &shed));
}

fn main() -> Verdict {
    check(afternoon)
}
