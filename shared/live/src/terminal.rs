//! The terminal on standard error, with lanes above the cursor.

use crate::size::size;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use viewer::Screen;

/// The terminal on standard error.
pub static TERMINAL: Terminal = Terminal { lanes: Mutex::new(Vec::new()) };

/// The terminal on standard error, and the lanes that it shows. There is only one, [`TERMINAL`].
#[derive(Debug)]
pub struct Terminal {
    lanes: Mutex<Vec<String>>,
}

impl Terminal {
    fn lanes(&self) -> MutexGuard<'_, Vec<String>> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screen for Terminal {
    fn size(&self) -> Option<(usize, usize)> {
        size()
    }

    fn print_above(&self, print: &mut dyn FnMut()) {
        let lanes = self.lanes();
        replace(&lanes, &[]);
        print();
        replace(&[], &lanes);
    }

    fn show(&self, new: Vec<String>) {
        let mut shown = self.lanes();
        replace(&shown, &new);
        *shown = new;
    }

    fn shows_lanes(&self) -> bool {
        !self.lanes().is_empty()
    }
}

/// Replaces the lanes in one write. Ignores errors, since the lesson matters more than its lanes.
fn replace(old: &[String], new: &[String]) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    let (columns, height) = size().unwrap_or((80, 24));
    // If the terminal has become narrower, it has wrapped the old lines.
    let rows = |line: &String| width(line).div_ceil(columns.max(1)).max(1);
    let rows = old.iter().map(rows).sum::<usize>().min(height.saturating_sub(1));
    // Lines are cleared one by one, because some terminals save a screen that is cleared as a whole.
    let mut drawn = "\r\x1b[2K".to_owned();
    drawn.push_str(&"\x1b[1A\x1b[2K".repeat(rows));
    for line in new {
        drawn.extend([line, "\n"]);
    }
    let _ = io::stderr().write_all(drawn.as_bytes());
}

/// Returns the width of a line in columns. Its only escape sequences must be colours.
fn width(line: &str) -> usize {
    let mut parts = line.split('\x1b');
    let plain = parts.next().unwrap_or_default().chars().count();
    let coloured =
        parts.map(|part| part.split_once('m').map_or(0, |(_, text)| text.chars().count()));
    plain + coloured.sum::<usize>()
}
