//! The house is kept: adjacent lessons differ by one idea, what a learner reads fits on a screen,
//! and each package uses only what it may.

mod budgets;
mod modules;
mod packages;

use checks::workspace;

/// The lessons, in their order.
fn lessons() -> Vec<String> {
    workspace::packages().into_keys().filter(|name| name.starts_with("lesson-")).collect()
}

fn read(path: &str) -> String {
    workspace::read(path).unwrap_or_else(|wrong| panic!("{wrong}"))
}
