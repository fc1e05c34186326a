//! The first program: two waits at once.

use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn wash(load: &str) -> String {
    sleep(Duration::from_millis(30)).await;
    format!("{load} is clean")
}

#[tokio::main]
async fn main() {
    let began = Instant::now();
    let (shirts, towels) = tokio::join!(wash("the load of shirts"), wash("the load of towels"));
    println!("{shirts}, {towels}");
    println!("in less than the time of two loads: {}", began.elapsed() < Duration::from_millis(60));
}
