//! Each task adds its amount to the balance.

use crate::sync::{Mutex, yield_now};
use crate::{Tasks, task};
use std::rc::Rc;

type Balance = Rc<Mutex<u32>>;

async fn deposit(amount: u32, balance: Balance) {
    let mut balance = balance.lock().await;
    let before = *balance;
    yield_now().await;
    *balance = before + amount;
}

pub(crate) fn tasks(balance: &Balance) -> Tasks {
    vec![
        task("One", deposit(100, balance.clone())),
        task("Two", deposit(20, balance.clone())),
        task("Three", deposit(3, balance.clone())),
    ]
}
