//! Output that is withheld until the learner may see it.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A piece of output.
#[derive(Debug)]
pub(crate) enum Printed {
    /// A line on standard output, without the line break at its end.
    Line(String),
    /// Lines on standard error.
    Said(String),
}

/// The withheld output; `None` while nothing is withheld.
static WITHHELD: Mutex<Option<Vec<Printed>>> = Mutex::new(None);

fn withheld() -> MutexGuard<'static, Option<Vec<Printed>>> {
    WITHHELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts to withhold output.
pub(crate) fn begin() {
    *withheld() = Some(Vec::new());
}

/// Returns whether output is withheld.
pub(crate) fn is_on() -> bool {
    withheld().is_some()
}

/// Withholds a piece of output, or returns it if nothing is withheld.
pub(crate) fn keep(printed: Printed) -> Option<Printed> {
    match &mut *withheld() {
        Some(all) => {
            all.push(printed);
            None
        }
        None => Some(printed),
    }
}

/// Stops withholding. Returns the withheld output in order; `None` if nothing was withheld.
pub(crate) fn end() -> Option<Vec<Printed>> {
    mem::take(&mut *withheld())
}
