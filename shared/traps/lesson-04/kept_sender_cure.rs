//! The sender is dropped, so the receiver ends.

use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(10);
    for name in ["Mia", "Tom"] {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(name).await.expect("Ann still reads") });
    }
    drop(sender);

    let read_all = async {
        while let Some(name) = receiver.recv().await {
            println!("Ann reads a letter from {name}");
        }
        println!("Ann has read all letters");
    };
    if timeout(Duration::from_secs(60), read_all).await.is_err() {
        println!("Ann waits until all senders are dropped, but she keeps one herself");
    }
}
