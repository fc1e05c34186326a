//! Write a stream, and take its items as they come.

use futures_util::{Stream, StreamExt, stream};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use tokio::time::{Duration, Instant, Interval, interval, sleep};

const MINUTE: Duration = Duration::from_secs(60);

/// By hand: a load every 30 minutes, until there are no more.
struct Washer {
    loads: Vec<&'static str>,
    interval: Interval,
}
impl Stream for Washer {
    type Item = &'static str;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.loads.is_empty() {
            // Not yet: the interval keeps the waker, and wakes the task when it is time.
            ready!(self.interval.poll_tick(context));
        }
        Poll::Ready(self.loads.pop())
    }
}

/// By `unfold`: an async closure turns a state into an item and the next state.
fn washer(loads: Vec<&'static str>) -> impl Stream<Item = &'static str> {
    stream::unfold(loads, async |mut loads| {
        let load = loads.pop()?;
        sleep(30 * MINUTE).await;
        Some((load, loads))
    })
}

async fn fold(load: &str, began: Instant) {
    sleep(20 * MINUTE).await;
    println!("{:3} min: {load}", began.elapsed().as_secs() / 60);
}

/// The loop asks for the next load when it has folded this one.
async fn one_by_one(how: &str, washer: impl Stream<Item = &'static str>) {
    println!("{how}, one by one:");
    let began = Instant::now();
    let mut washer = pin!(washer);
    while let Some(load) = washer.next().await {
        fold(load, began).await;
    }
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let loads = vec!["socks", "towels", "shirts"];
    one_by_one("by hand", Washer { loads: loads.clone(), interval: interval(30 * MINUTE) }).await;
    one_by_one("by unfold", washer(loads.clone())).await;
    println!("by unfold, two at once:");
    let began = Instant::now();
    washer(loads).for_each_concurrent(2, |load| fold(load, began)).await;
}
