//! The polling parent looks at everything now and then, and does what there is to do.

use evening::{Chore, Home, Parent, cli};
use shared::yield_now;
use std::pin::Pin;
use std::task::{Context, Waker};

async fn children(parent: &Parent) {
    while !parent.is_done(Chore::Children) {
        for need in parent.check_children() {
            parent.help(need);
        }
        yield_now().await;
    }
}

async fn laundry(parent: &Parent) {
    while !parent.is_done(Chore::Laundry) {
        for step in parent.check_machines() {
            parent.handle(step);
        }
        yield_now().await;
    }
}

async fn checkbook(parent: &Parent) {
    while let Some(entry) = parent.next_entry() {
        parent.balance(entry);
        if parent.timer_has_rung() {
            yield_now().await;
        }
    }
}

pub(crate) fn evening(home: &Home, every: u32) {
    let parent = home.parent("parent");
    // Different functions make futures of different types; in boxes, all have the same type.
    let mut chores: Vec<Pin<Box<dyn Future<Output = ()>>>> =
        vec![Box::pin(children(&parent)), Box::pin(laundry(&parent)), Box::pin(checkbook(&parent))];

    // Poll each chore until it yields, the children first, and start again when the timer has rung.
    let mut context = Context::from_waker(Waker::noop());
    while !chores.is_empty() {
        parent.set_timer(every);
        chores.retain_mut(|chore| chore.as_mut().poll(&mut context).is_pending());
        parent.rest_until_timer();
    }
}

fn main() -> std::process::ExitCode {
    let asked = cli::evening(&["every", "sweep"]);
    if asked.sweep {
        asked.show_sweep(evening)
    } else {
        asked.show(&[("", &|home| evening(home, asked.every))])
    }
}
