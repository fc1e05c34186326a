//! The program waits for the thread that it started.

use std::thread;
use std::time::Duration;

fn main() {
    let laundry = thread::spawn(|| {
        thread::sleep(Duration::from_millis(90));
        println!("The laundry is done.");
    });
    laundry.join().expect("the laundry does not panic");
    println!("The evening is over.");
}
