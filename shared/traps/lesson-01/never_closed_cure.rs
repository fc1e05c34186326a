//! The queue is closed after the last load.

use shared::Queue;
use shared::queue::TryTakeError;

fn main() {
    let laundry = Queue::unbounded();
    laundry.try_put("shirts").expect("it is open, and never full");
    laundry.try_put("towels").expect("it is open, and never full");
    laundry.close();

    for _look in 1..=5 {
        match laundry.try_take() {
            Ok(load) => println!("Ann washes the {load}."),
            Err(TryTakeError::Empty) => println!("Nothing there, but more may come."),
            Err(TryTakeError::Closed) => {
                println!("That was all. Ann goes to bed.");
                return;
            }
        }
    }
    println!("Ann gives up, unsure if that was all.");
}
