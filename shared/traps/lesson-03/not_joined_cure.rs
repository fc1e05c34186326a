//! The program waits for the thread that it started.

use std::thread;
use std::time::Duration;

fn main() {
    let laundry = thread::spawn(|| {
        for _minute in 1..=45 {
            thread::sleep(Duration::from_millis(2));
        }
        println!("The laundry is done.");
    });
    laundry.join().expect("the laundry does not panic");
    println!("The evening is over.");
}
