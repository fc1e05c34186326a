//! A task panics, and `?` passes its error on.

use tokio::task::{JoinError, JoinSet};

async fn pay(bill: &str, amount: u32) {
    assert!(amount <= 500, "{bill}: there is not enough in the checkbook");
    println!("{bill}: {amount} paid");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), JoinError> {
    let mut bills = JoinSet::new();
    for (bill, amount) in [("Phone", 30), ("Rent", 900), ("Water", 40)] {
        bills.spawn(pay(bill, amount));
    }
    while let Some(ended) = bills.join_next().await {
        ended?;
        println!("One bill less");
    }
    println!("All bills are paid");
    Ok(())
}
