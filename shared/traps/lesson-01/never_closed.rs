//! The queue is empty, but nobody has closed it.

use shared::Queue;

fn main() {
    let work_queue = Queue::unbounded();
    work_queue.try_put(15).expect("it is open, and never full");
    println!("{:?}", work_queue.try_take());
    println!("{:?}", work_queue.try_take());
    work_queue.close();
    println!("{:?}", work_queue.try_take());
}
