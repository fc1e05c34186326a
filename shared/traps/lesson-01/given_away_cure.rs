//! A clone of the handle is given away, and one is kept.

use shared::Queue;

fn task(name: &str, work_queue: Queue<u64>) {
    while let Ok(count) = work_queue.try_take() {
        println!("Task {name} takes {count}");
    }
    println!("Task {name} finds nothing more");
}

fn main() {
    let work_queue = Queue::from(vec![15, 10]);
    task("One", work_queue.clone());
    task("Two", work_queue);
}
