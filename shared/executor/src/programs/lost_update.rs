//! Each task adds its amount to the balance.

use crate::sync::yield_now;
use crate::{Tasks, task};
use std::{cell::Cell, rc::Rc};

type Balance = Rc<Cell<u32>>;

async fn deposit(amount: u32, balance: Balance) {
    let before = balance.get();
    yield_now().await;
    balance.set(before + amount);
}

pub(crate) fn tasks(balance: &Balance) -> Tasks {
    vec![
        task("One", deposit(100, balance.clone())),
        task("Two", deposit(20, balance.clone())),
        task("Three", deposit(3, balance.clone())),
    ]
}
