//! Wake a task when there is something to do.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

#[derive(Default)]
struct Mailbox {
    letters: Mutex<Vec<&'static str>>,
    bell: Notify,
}

impl Mailbox {
    fn put(&self, letter: &'static str) {
        self.letters.lock().expect("nobody panics with this lock").push(letter);
        self.bell.notify_one();
    }

    /// Waits until there are letters, and returns them all.
    async fn take(&self) -> Vec<&'static str> {
        loop {
            let letters = std::mem::take(&mut *self.letters.lock().expect("as in `put`"));
            if !letters.is_empty() {
                return letters;
            }
            self.bell.notified().await;
            println!("Bob hears the bell");
        }
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let mailbox = Arc::new(Mailbox::default());
    let for_bob = mailbox.clone();
    let bob = tokio::spawn(async move {
        let moment = Duration::from_secs(60);
        while let Ok(letters) = timeout(moment, for_bob.take()).await {
            println!("Bob has {}", letters.join(" and "));
        }
        println!("Bob stops waiting");
    });
    sleep(Duration::from_secs(10)).await;
    println!("One letter arrives");
    mailbox.put("a bill");
    sleep(Duration::from_secs(10)).await;
    println!("Three letters arrive");
    for letter in ["a postcard", "a bill", "a catalog"] {
        mailbox.put(letter);
    }
    Ok(bob.await?)
}
