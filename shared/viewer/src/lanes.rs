//! The live lanes that are on the screen now, in the lines above the cursor.

use crate::terminal::{self, COLUMNS};
use console::{Term, measure_text_width};
use std::sync::{Mutex, MutexGuard, PoisonError};

static LANES: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn lanes() -> MutexGuard<'static, Vec<String>> {
    LANES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lanes are off the screen until this is dropped.
#[derive(Debug)]
#[must_use = "the lanes come back when this is dropped"]
pub(crate) struct Lifted(MutexGuard<'static, Vec<String>>);

/// Takes the lanes off the screen, so that something else can be printed in their place.
pub(crate) fn lift() -> Lifted {
    let lanes = lanes();
    replace(&lanes, &[]);
    Lifted(lanes)
}

impl Drop for Lifted {
    fn drop(&mut self) {
        replace(&[], &self.0);
    }
}

/// Shows lanes in place of those before. Each must be narrower than the screen.
pub(crate) fn show(new: Vec<String>) {
    let mut shown = lanes();
    replace(&shown, &new);
    *shown = new;
}

/// Returns whether there are lanes on the screen now.
pub(crate) fn are_shown() -> bool {
    !lanes().is_empty()
}

/// Draws lanes in place of others, at once. If that fails, lanes are missing, and the lesson goes
/// on.
fn replace(old: &[String], new: &[String]) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    let terminal = Term::buffered_stderr();
    let (columns, height) = terminal::size().unwrap_or((COLUMNS, 24));
    // If the terminal has become narrower, it has wrapped what was there.
    let rows = |line: &String| measure_text_width(line).div_ceil(columns.max(1)).max(1);
    let rows = old.iter().map(rows).sum::<usize>().min(height.saturating_sub(1));
    let _ = terminal
        .write_str("\r")
        .and_then(|()| terminal.move_cursor_up(rows))
        .and_then(|()| terminal.clear_to_end_of_screen())
        .and_then(|()| new.iter().try_for_each(|line| terminal.write_line(line)))
        .and_then(|()| terminal.flush());
}
