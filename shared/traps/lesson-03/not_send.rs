//! A list that two threads share, by a counter that only one thread may use.

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
