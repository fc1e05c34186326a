//! All say hello, and bye once enough is said.

use crate::{Tasks, here, task};
use std::{cell::Cell, future, rc::Rc, task::Poll};

async fn talk(enough: u32, said: Rc<Cell<u32>>) {
    said.set(said.get() + 1);
    here(future::poll_fn(|_context| {
        if said.get() >= enough {
            return Poll::Ready(());
        }
        Poll::Pending
    }))
    .await;
    said.set(said.get() + 1);
}

pub(crate) fn tasks(said: &Rc<Cell<u32>>) -> Tasks {
    vec![
        task("One", talk(4, said.clone())),
        task("Two", talk(3, said.clone())),
        task("Three", talk(5, said.clone())),
    ]
}
