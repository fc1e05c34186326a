//! The program ends before the thread that it started.

use std::thread;
use std::time::Duration;

fn main() {
    thread::spawn(|| {
        thread::sleep(Duration::from_millis(90));
        println!("The laundry is done.");
    });
    println!("The evening is over.");
}
