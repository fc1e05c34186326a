//! A long wait has a thread of its own.

mod server;

use std::sync::mpsc;
use tokio::runtime::Builder;

fn main() {
    let url = server::start(|_| Some("200 OK"));
    let mut builder = Builder::new_current_thread();
    // The pool has up to 512 threads by default. One is easier to use up.
    let event_loop = builder.enable_all().max_blocking_threads(1).build().expect("it starts");
    let (sender, receiver) = mpsc::channel();
    let bob = std::thread::spawn(move || {
        println!("Bob gets {}.", receiver.recv().expect("Ann sends a page"));
        let file = receiver.recv();
        println!("Bob gets {}.", file.unwrap_or("no file: it waits for his thread, and he for it"));
    });
    event_loop.block_on(async {
        reqwest::get(url).await.expect("the server responds");
        sender.send("the page").expect("Bob waits for it");
        tokio::fs::read(env!("CARGO_MANIFEST_PATH")).await.expect("there is this file");
        sender.send("the file").unwrap_or_else(|_| println!("Ann has the file, but Bob is gone."));
    });
    bob.join().expect("he does not panic");
}
