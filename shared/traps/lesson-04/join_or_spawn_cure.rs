//! Both are spawned, and begin before they are awaited.

use tokio::runtime::Builder;
use tokio::task::yield_now;

async fn task(name: &str) {
    println!("Task {name} begins");
}

fn main() {
    let event_loop = Builder::new_current_thread().build().expect("only I/O fails");
    event_loop.block_on(async {
        let joined = tokio::spawn(task("to be joined"));
        let spawned = tokio::spawn(task("that is spawned"));
        println!("Both are made");
        yield_now().await;
        println!("Now they are awaited");
        let (one, two) = tokio::join!(joined, spawned);
        one.and(two).expect("they do not panic");
    });
}
