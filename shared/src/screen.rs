//! The terminal, to which the lines of the lesson and live lanes go at the same time.

use console::{Term, measure_text_width};
use std::env;
use std::fs::{File, Metadata};
use std::io::{self, IsTerminal};
use std::sync::{LazyLock, Mutex, PoisonError};

/// The live lanes that are on the screen now, in the lines above the cursor.
static LANES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Prints something on standard output, above the live lanes if both go to a terminal.
///
/// Elsewhere, nobody else has to wait until whoever reads standard output goes on reading.
pub(crate) fn print_on_stdout<R>(print: impl FnOnce() -> R) -> R {
    static TERMINAL: LazyLock<bool> = LazyLock::new(|| io::stdout().is_terminal());
    if *TERMINAL { print_on_stderr(print) } else { print() }
}

/// Prints something on standard error, in one piece and above the live lanes.
pub(crate) fn print_on_stderr<R>(print: impl FnOnce() -> R) -> R {
    let lanes = LANES.lock().unwrap_or_else(PoisonError::into_inner);
    replace(&lanes, &[]);
    let result = print();
    replace(&[], &lanes);
    result
}

/// Shows lanes in place of those before. Each must be narrower than the screen.
pub(crate) fn show(lanes: Vec<String>) {
    let mut shown = LANES.lock().unwrap_or_else(PoisonError::into_inner);
    replace(&shown, &lanes);
    *shown = lanes;
}

/// Columns and rows of the terminal on standard error, if it is one.
pub(crate) fn size() -> Option<(usize, usize)> {
    let (rows, columns) = Term::stderr().size_checked()?;
    Some((columns.into(), rows.into()))
}

/// Whether there are lanes on the screen now.
pub(crate) fn shows_lanes() -> bool {
    !LANES.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
}

/// Whether standard error is a terminal on which what was drawn can be drawn anew.
pub(crate) fn can_be_redrawn() -> bool {
    let dumb = match env::var_os("TERM") {
        Some(terminal) => terminal == "dumb",
        // Terminals of Windows have no name.
        None => cfg!(not(windows)),
    };
    io::stderr().is_terminal() && !dumb
}

/// Whether live lanes can be shown, with no line of standard output torn up by them: what goes into
/// a pipe may come out on the same terminal, and nobody knows when.
pub(crate) fn can_show_lanes() -> bool {
    can_be_redrawn() && (io::stdout().is_terminal() || !is_pipe())
}

/// Whether standard output is a pipe, or anything else of which little is known.
fn is_pipe() -> bool {
    #[cfg(unix)]
    let stdout = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let stdout = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned();
    let kind = stdout.and_then(|stdout| File::from(stdout).metadata());
    #[cfg(unix)]
    let device =
        |kind: &Metadata| std::os::unix::fs::FileTypeExt::is_char_device(&kind.file_type());
    #[cfg(windows)]
    let device = |_: &Metadata| false;
    !kind.is_ok_and(|kind| kind.is_file() || device(&kind))
}

/// Whether standard error takes more than ASCII, as far as the locale tells.
pub(crate) fn shows_unicode() -> bool {
    let mut locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(env::var_os);
    let locale = locale.find(|locale| !locale.is_empty()).unwrap_or_default();
    let locale = locale.to_string_lossy();
    let mut parts = locale.split(['.', '@']);
    let is_utf8 = |part: &str| ["utf-8", "utf8"].iter().any(|utf8| part.eq_ignore_ascii_case(utf8));
    cfg!(windows) || parts.any(is_utf8)
}

/// Draws lanes in place of others, at once. If that fails, lanes are missing, and the lesson goes
/// on.
fn replace(old: &[String], new: &[String]) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    let terminal = Term::buffered_stderr();
    let (columns, height) = size().unwrap_or((80, 24));
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
