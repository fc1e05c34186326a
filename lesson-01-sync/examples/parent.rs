//! The synchronous parent does one chore after the other, each to its end.

use evening::{Home, Parent, cli};

fn children(parent: &Parent) {
    while let Some(need) = parent.watch_children() {
        parent.help(need);
    }
}

fn laundry(parent: &Parent) {
    while let Some(step) = parent.watch_machines() {
        parent.handle(step);
    }
}

fn checkbook(parent: &Parent) {
    while let Some(entry) = parent.next_entry() {
        parent.balance(entry);
    }
}

pub(crate) fn evening(home: &Home) {
    let parent = home.parent("parent");

    // The children come first, and everything else once they are asleep.
    children(&parent);
    laundry(&parent);
    checkbook(&parent);
}

fn main() -> std::process::ExitCode {
    let asked = cli::evening(&[]);
    asked.show(&[("", &evening)])
}
