//! A task panics, and nobody looks at how it ended.

use tokio::task::JoinSet;

async fn pay(bill: &str, amount: u32) {
    assert!(amount <= 500, "{bill}: there is not enough in the checkbook");
    println!("{bill}: {amount} paid");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut bills = JoinSet::new();
    for (bill, amount) in [("Phone", 30), ("Rent", 900), ("Water", 40)] {
        bills.spawn(pay(bill, amount));
    }
    while let Some(_ended) = bills.join_next().await {
        println!("One bill less");
    }
    println!("All bills are paid");
}
