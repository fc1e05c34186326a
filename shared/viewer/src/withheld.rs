//! What a run prints before anybody is to see it.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Something that a program prints.
#[derive(Debug)]
pub(crate) enum Printed {
    /// A line on standard output, without the line break at its end.
    Line(String),
    /// Lines on standard error.
    Said(String),
}

/// What was printed since it is withheld; `None` while nothing is.
static WITHHELD: Mutex<Option<Vec<Printed>>> = Mutex::new(None);

fn withheld() -> MutexGuard<'static, Option<Vec<Printed>>> {
    WITHHELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, what is printed is withheld.
pub(crate) fn begin() {
    *withheld() = Some(Vec::new());
}

/// Returns whether what is printed is withheld.
pub(crate) fn is_on() -> bool {
    withheld().is_some()
}

/// Withholds something, or returns it if it is to be printed.
pub(crate) fn keep(printed: Printed) -> Option<Printed> {
    match &mut *withheld() {
        Some(all) => {
            all.push(printed);
            None
        }
        None => Some(printed),
    }
}

/// Returns what was withheld, in order. From now on, nothing is.
pub(crate) fn end() -> Option<Vec<Printed>> {
    mem::take(&mut *withheld())
}
