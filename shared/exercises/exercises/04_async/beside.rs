// Work for the processor.
//
// It is five o'clock. A task stirs the soup every five minutes, so that it does not burn. Another
// task, below, is to work out the tax return. That keeps a processor busy for half an hour: there
// is nothing in it to wait for. One thread runs both tasks, and the soup burns.
//
// TODO: Work out the tax return beside the soup.

use exercises::Verdict;
use exercises::beside::{TaxReturn, Taxes, check};

async fn tax_return(taxes: Taxes) -> TaxReturn {
    taxes.work_out()
}

fn main() -> Verdict {
    check(tax_return)
}
