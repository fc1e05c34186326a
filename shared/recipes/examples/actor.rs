//! Ask a task that owns the state, and get an answer.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// The requests, each with a channel for its answer, if it has one.
enum Request {
    Pay { price: u32, answer: oneshot::Sender<Option<u32>> },
    Deposit { amount: u32 },
}

/// The actor: nobody else touches the balance, so it needs no lock.
async fn keep_checkbook(mut balance: u32, mut requests: mpsc::Receiver<Request>) -> u32 {
    while let Some(request) = requests.recv().await {
        match request {
            Request::Pay { price, answer } => {
                let left = balance.checked_sub(price);
                balance = left.unwrap_or(balance);
                _ = answer.send(left); // fails if nobody waits for it any more
            }
            Request::Deposit { amount } => balance += amount,
        }
    }
    balance
}

/// The handle hides the channels. Every task that wants to ask gets a clone.
#[derive(Clone)]
struct Checkbook(mpsc::Sender<Request>);

impl Checkbook {
    fn open(balance: u32) -> (Self, JoinHandle<u32>) {
        let (sender, receiver) = mpsc::channel(8);
        (Self(sender), tokio::spawn(keep_checkbook(balance, receiver)))
    }

    async fn pay(&self, price: u32) -> anyhow::Result<u32> {
        let (answer, receiver) = oneshot::channel();
        self.0.send(Request::Pay { price, answer }).await?;
        receiver.await?.ok_or_else(|| anyhow::anyhow!("not enough money"))
    }

    async fn deposit(&self, amount: u32) -> anyhow::Result<()> {
        Ok(self.0.send(Request::Deposit { amount }).await?)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let (checkbook, actor) = Checkbook::open(100);
    let bob = checkbook.clone();
    println!("Bob pays 30: {} left", tokio::spawn(async move { bob.pay(30).await }).await??);
    if let Err(error) = checkbook.pay(400).await {
        println!("Ann pays 400: {error}");
    }
    checkbook.deposit(350).await?;
    drop(checkbook); // the last handle: `recv` returns `None`
    println!("The actor ends with {}", actor.await?);
    Ok(())
}
