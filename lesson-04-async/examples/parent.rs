//! The async parent is told: a task for each chore is woken when there is something to do.

use evening::{Home, Parent, cli};
use shared::yield_now;
use tokio::{runtime::Builder, task::JoinSet};

async fn children(parent: Parent) {
    while let Some(need) = parent.hear_children().await {
        parent.help(need);
    }
}

async fn laundry(parent: Parent) {
    while let Some(step) = parent.hear_machines().await {
        // The children come first.
        parent.until_quiet().await;
        parent.handle(step);
    }
}

async fn checkbook(parent: Parent) {
    while let Some(entry) = parent.next_entry() {
        parent.until_quiet().await;
        parent.balance(entry);
        // Tasks that have been woken get their turn only when this one gives it up.
        yield_now().await;
    }
}

pub(crate) fn evening(home: &Home) {
    let parent = home.parent("parent");
    // While all chores wait, the paused clock jumps to the next event.
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build().expect("only I/O fails");
    let mut chores = JoinSet::new();
    chores.spawn_on(children(parent.clone()), event_loop.handle());
    chores.spawn_on(laundry(parent.clone()), event_loop.handle());
    chores.spawn_on(checkbook(parent), event_loop.handle());

    // The event loop polls those that are woken, until all are done.
    event_loop.block_on(chores.join_all());
}

fn main() -> std::process::ExitCode {
    let asked = cli::evening(&[]);
    asked.show(&[("", &evening)])
}
