//! Use several threads: two tasks at once, and one stolen.

use anyhow::Context;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// Lifts one end of the sofa, and holds it until the other end is up. It blocks on purpose: with one
/// thread for both, the other end would never be up.
fn lift(tell: &Sender<()>, hear: &Receiver<()>) -> anyhow::Result<ThreadId> {
    tell.send(()).context("the other one has gone")?;
    hear.recv_timeout(Duration::from_secs(10)).context("nobody lifts the other end")?;
    Ok(thread::current().id())
}

/// Spawns two tasks, and blocks until the first of them has run.
fn wait_for_thief() -> anyhow::Result<ThreadId> {
    let (tell, thief) = channel();
    // It waits in the run queue of this worker, from which others steal…
    tokio::spawn(async move { tell.send(thread::current().id()) });
    // …since the place beside it, from which nobody steals, goes to the newest one: this one.
    tokio::spawn(async {});
    thief.recv_timeout(Duration::from_secs(10)).context("nobody steals")
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let (to_ann, from_bob) = channel();
    let (to_bob, from_ann) = channel();
    let ann = tokio::spawn(async move { lift(&to_bob, &from_bob) });
    let bob = tokio::spawn(async move { lift(&to_ann, &from_ann) });
    let (ann, bob) = (ann.await??, bob.await??);
    println!("Ann and Bob lift the sofa at once, on two threads: {}", ann != bob);
    println!("main is on a third one: {}", ![ann, bob].contains(&thread::current().id()));

    let (mine, theirs) =
        tokio::spawn(async { anyhow::Ok((thread::current().id(), wait_for_thief()?)) }).await??;
    println!("a worker is blocked, and the other one takes its next task: {}", mine != theirs);

    // Nobody knows in which order these run. Their results are in the order of the handles.
    let names = ["Ann", "Bob", "Mia", "Tom"];
    let tasks = names.map(|name| tokio::spawn(async move { format!("{name} is up") }));
    for task in tasks {
        println!("{}", task.await?);
    }
    Ok(())
}
