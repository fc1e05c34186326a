//! Keep tasks on their thread, to share data that isn't `Send`.

use std::cell::RefCell;
use std::rc::Rc;
use tokio::task::{self, JoinError, LocalSet};

/// The family's payments. `Rc` and `RefCell` are for one thread, and need no lock.
type Checkbook = Rc<RefCell<Vec<(&'static str, u32)>>>;

async fn spend(name: &'static str, amounts: [u32; 2], checkbook: Checkbook) -> u32 {
    for amount in amounts {
        // The borrow ends with this statement, before the await.
        checkbook.borrow_mut().push((name, amount));
        task::yield_now().await;
    }
    amounts.iter().sum()
}

#[tokio::main]
async fn main() -> Result<(), JoinError> {
    let checkbook = Checkbook::default();
    let family = LocalSet::new();
    let tasks = [("Ann", [20, 5]), ("Bob", [7, 8])]
        .map(|(name, amounts)| family.spawn_local(spend(name, amounts, Rc::clone(&checkbook))));

    // The tasks run while this is awaited, on the thread that awaits it.
    family
        .run_until(async {
            for task in tasks {
                println!("spent: {}", task.await?);
            }
            // Within the set, and within its tasks, a function will do.
            let checkbook = Rc::clone(&checkbook);
            task::spawn_local(async move { checkbook.borrow_mut().push(("Mia", 1)) }).await
        })
        .await?;
    for (name, amount) in checkbook.borrow().iter() {
        println!("{name} {amount}");
    }
    Ok(())
}
