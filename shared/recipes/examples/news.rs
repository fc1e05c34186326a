//! Tell the news to everybody who listens.

use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::sleep;

async fn listen(name: &str, seconds: u64, mut news: broadcast::Receiver<String>) {
    loop {
        match news.recv().await {
            Ok(line) => println!("{name} hears: {line}"),
            Err(RecvError::Lagged(missed)) => println!("{name} has missed {missed}"),
            Err(RecvError::Closed) => break,
        }
        sleep(Duration::from_secs(seconds)).await;
    }
    println!("{name} has heard it all");
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    // It keeps the last two for listeners who are late.
    let (radio, news) = broadcast::channel(2);
    let mia = tokio::spawn(listen("Mia", 1, news));
    let tom = tokio::spawn(listen("Tom", 45, radio.subscribe()));
    for hour in 1..=5 {
        sleep(Duration::from_secs(10)).await;
        // This never waits. It fails if nobody listens, and gives the news back.
        let listeners = radio.send(format!("it is {hour} o'clock"))?;
        println!("Told to {listeners}: it is {hour} o'clock");
    }
    // Bob hears only what comes after this.
    let bob = tokio::spawn(listen("Bob", 1, radio.subscribe()));
    radio.send("good night".to_owned())?;
    drop(radio);
    for listener in [mia, tom, bob] {
        listener.await?;
    }
    Ok(())
}
