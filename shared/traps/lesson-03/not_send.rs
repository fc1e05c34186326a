//! Two threads share an `Rc`, which is for one thread.

use std::rc::Rc;
use std::thread;

fn main() {
    let chores = Rc::new(vec!["laundry", "dishes"]);
    let bob = thread::spawn({
        let chores = chores.clone();
        move || println!("Bob does the {}.", chores[0])
    });
    bob.join().expect("Bob does not panic");
    println!("Ann does the {}.", chores[1]);
}
