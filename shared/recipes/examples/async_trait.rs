//! Put an async function in a trait: generic, and behind `dyn`.

use std::{pin::Pin, sync::Arc, time::Duration};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep};

/// The trait says that the future is `Send`, so that a task can await it.
trait Machine: Send + Sync {
    fn run(&self, load: &str) -> impl Future<Output = String> + Send;
}

struct Washer;
struct Dryer(u64);

/// An implementation is an `async fn`.
impl Machine for Washer {
    async fn run(&self, load: &str) -> String {
        sleep(Duration::from_secs(30 * 60)).await;
        format!("{load} are clean")
    }
}
impl Machine for Dryer {
    async fn run(&self, load: &str) -> String {
        sleep(Duration::from_secs(self.0 * 60)).await;
        format!("{load} are dry")
    }
}

/// The same for `dyn`: the future is in a box, since each machine's future has its own size.
trait DynMachine: Send + Sync {
    fn run_boxed<'a>(&'a self, load: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>>;
}
impl<M: Machine> DynMachine for M {
    fn run_boxed<'a>(&'a self, load: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>> {
        Box::pin(self.run(load))
    }
}

/// Generic: compiled once for each machine, and without a box.
async fn twice(machine: Arc<impl Machine + 'static>) -> Result<Vec<String>, JoinError> {
    let other = Arc::clone(&machine);
    let shirts = tokio::spawn(async move { other.run("shirts").await });
    Ok(vec![machine.run("towels").await, shirts.await?])
}

// The paused clock takes no time: leave `start_paused` out of yours.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    let began = Instant::now();
    println!("{:?}", twice(Arc::new(Washer)).await?);
    let machines: [Box<dyn DynMachine>; 2] = [Box::new(Washer), Box::new(Dryer(45))];
    let mut tasks: JoinSet<_> = machines
        .into_iter()
        .map(|machine| async move { machine.run_boxed("socks").await })
        .collect();
    while let Some(said) = tasks.join_next().await {
        println!("{} after {} min", said?, began.elapsed().as_secs() / 60);
    }
    Ok(())
}
