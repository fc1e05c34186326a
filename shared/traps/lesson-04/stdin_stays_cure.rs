//! The runtime does not wait for the read.

use std::sync::mpsc::channel;
use std::time::Duration;
use tokio::io::{AsyncReadExt, stdin};
use tokio::{runtime::Builder, time::timeout};

fn evening() {
    let event_loop = Builder::new_current_thread().enable_time().build().expect("only I/O fails");
    event_loop.block_on(async {
        match timeout(Duration::from_millis(20), stdin().read_u8()).await {
            Ok(_) => println!("Somebody has written, or the input is at its end"),
            Err(_) => println!("Ann waits for the post no longer"),
        }
    });
    event_loop.shutdown_background();
}

fn main() {
    let (end, ended) = channel();
    std::thread::spawn(move || {
        evening();
        end.send(()).expect("main is there");
    });
    match ended.recv_timeout(Duration::from_millis(500)) {
        Ok(()) => println!("The evening is over"),
        Err(_) => println!("The runtime waits for its thread that reads, and that thread for you"),
    }
}
