//! The program ends before the thread that it started.

use std::thread;
use std::time::Duration;

fn main() {
    thread::spawn(|| {
        for _minute in 1..=45 {
            thread::sleep(Duration::from_millis(2));
        }
        println!("The laundry is done.");
    });
    println!("The evening is over.");
}
