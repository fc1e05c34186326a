//! Take whichever is first, and know what becomes of the other.

use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;
use tokio::time::sleep;

async fn cook(dish: &'static str, minutes: u64, eggs: &Cell<u32>) -> &'static str {
    eggs.set(eggs.get() - 2);
    println!("The {dish}: two eggs are in the bowl");
    sleep(Duration::from_secs(60 * minutes)).await;
    println!("The {dish}: ready");
    dish
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let eggs = Cell::new(8);

    // The futures belong to `select!`, which drops the one that has not finished.
    let supper = tokio::select! {
        biased; // polls from the top, so that each run prints the same: see below
        dish = cook("omelette", 10, &eggs) => dish,
        dish = cook("cake", 40, &eggs) => dish,
    };
    println!("We eat the {supper}; {} eggs are left\n", eggs.get());

    // `select!` only borrows these, so they outlive it.
    let mut omelette = pin!(cook("omelette", 10, &eggs));
    let mut cake = pin!(cook("cake", 40, &eggs));
    let (supper, dessert) = tokio::select! {
        biased;
        dish = &mut omelette => (dish, cake.await),
        dish = &mut cake => (dish, omelette.await),
    };
    println!("We eat the {supper}, then the {dessert}; {} eggs are left", eggs.get());
}
