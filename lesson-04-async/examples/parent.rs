//! The async parent is told: a task for each chore is woken when there is something to do.

use shared::cli;
use shared::evening::{Home, Parent};
use shared::yield_now;
use tokio::{runtime::Builder, task::JoinSet};

async fn children(parent: Parent) {
    while let Some(need) = parent.hear_children().await {
        parent.help(need);
    }
}

async fn laundry(parent: Parent) {
    while let Some(step) = parent.hear_machines().await {
        parent.quiet().await;
        parent.handle(step);
    }
}

async fn checkbook(parent: Parent) {
    while let Some(entry) = parent.next_entry() {
        parent.quiet().await;
        parent.balance(entry);
        yield_now().await;
    }
}

pub(crate) fn evening(home: &Home) {
    let parent = home.parent("parent");
    let clock = Builder::new_current_thread().enable_time().start_paused(true).build();
    let event_loop = clock.expect("only I/O fails");
    let mut chores = JoinSet::new();
    chores.spawn_on(children(parent.clone()), event_loop.handle());
    chores.spawn_on(laundry(parent.clone()), event_loop.handle());
    chores.spawn_on(checkbook(parent), event_loop.handle());

    // The event loop polls those that are woken, until all are done.
    event_loop.block_on(chores.join_all());
}

fn main() {
    let asked = cli::evening(&[]);
    asked.show(&[("", &evening)]);
}
