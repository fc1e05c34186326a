//! A spawned task owns the name that it uses.

use tokio::runtime::Builder;

async fn task(name: String) {
    println!("{name} begins");
}

fn main() {
    let event_loop = Builder::new_current_thread().build().expect("only I/O fails");
    event_loop.block_on(async {
        let name = String::from("Mia");
        let spawned = tokio::spawn(task(name.clone()));
        spawned.await.expect("it does not panic");
        println!("{name} is done");
    });
}
