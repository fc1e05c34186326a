// Work for the processor.
//
// It is five o'clock. A task stirs the soup every five minutes, so that it does not burn. Another
// task, below, is to work out the tax return. That keeps a processor busy for half an hour: there
// is nothing in it to wait for. One thread runs both tasks, and the soup burns.
//
// Now a thread of the pool works it out, and the task waits for that: it gives its own thread back.

use exercises::Verdict;
use exercises::beside::{TaxReturn, Taxes, check};
use tokio::task::spawn_blocking;

async fn tax_return(taxes: Taxes) -> TaxReturn {
    spawn_blocking(|| taxes.work_out()).await.expect("it does not panic")
}

fn main() -> Verdict {
    check(tax_return)
}
