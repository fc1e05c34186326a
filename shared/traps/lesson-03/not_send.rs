//! Two threads share a list by `Rc`, made for one thread.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread;

fn main() {
    let done = Rc::new(RefCell::new(Vec::new()));
    let parent = thread::spawn({
        let done = Rc::clone(&done);
        move || done.borrow_mut().push("laundry")
    });
    parent.join().expect("it does not panic");
    println!("{:?}", done.borrow());
}
