//! Two threads share an `Arc`, which is for several.

use std::sync::Arc;
use std::thread;

fn main() {
    let chores = Arc::new(vec!["laundry", "dishes"]);
    let bob = thread::spawn({
        let chores = chores.clone();
        move || println!("Bob does the {}.", chores[0])
    });
    bob.join().expect("Bob does not panic");
    println!("Ann does the {}.", chores[1]);
}
