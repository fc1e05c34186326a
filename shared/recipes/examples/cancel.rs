//! Cancel a task from outside, and let it clean up.

use std::time::Duration;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// A lamp that goes off in any case: when its reader is done, is cancelled or aborted, or panics.
struct Lamp(&'static str);

impl Drop for Lamp {
    fn drop(&mut self) {
        // This isn't an `async fn`: nothing can be awaited here.
        println!("{}: the lamp is off", self.0);
    }
}

async fn read_page(name: &str, page: u32, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("{name}: page {page} is read");
}

async fn read(name: &'static str, seconds: u64) {
    let _lamp = Lamp(name);
    for page in 1.. {
        read_page(name, page, seconds).await;
    }
}

/// Stops in the middle of a page, and then has time to put the book away.
async fn mia(supper: CancellationToken) {
    if supper.run_until_cancelled(read("Mia", 20)).await.is_none() {
        sleep(Duration::from_secs(1)).await;
        println!("Mia: the bookmark is in");
    }
}

/// Reads each page that he has begun to its end.
async fn tom(supper: CancellationToken) {
    let _lamp = Lamp("Tom");
    let mut page = 1;
    while !supper.is_cancelled() {
        read_page("Tom", page, 22).await;
        page += 1;
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> anyhow::Result<()> {
    let supper = CancellationToken::new();
    let (mia, tom) = (tokio::spawn(mia(supper.clone())), tokio::spawn(tom(supper.clone())));
    let bob = tokio::spawn(read("Bob", 24));
    sleep(Duration::from_secs(30)).await;
    println!("Ann: supper is ready");
    supper.cancel(); // ends nothing by itself, but wakes the tasks that wait for it
    bob.abort(); // ends the task at its `.await`, whether or not it listens
    println!("Bob was cancelled: {}", bob.await.is_err_and(|error| error.is_cancelled()));
    mia.await?;
    Ok(tom.await?)
}
