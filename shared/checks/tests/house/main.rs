//! The order of the house: adjacent lessons differ by one idea, programs for learners fit on a screen, and each
//! package only uses those that it may.

mod budgets;
mod modules;
mod packages;

use checks::workspace;

/// Returns the names of the lessons, in order.
fn lessons() -> Vec<String> {
    workspace::packages().into_keys().filter(|name| name.starts_with("lesson-")).collect()
}

fn read(path: &str) -> String {
    workspace::read(path).unwrap_or_else(|wrong| panic!("{wrong}"))
}
