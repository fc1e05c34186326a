//! The size of the terminal on standard error, in columns and rows.

#[cfg(unix)]
pub(crate) use unix::size;

#[cfg(windows)]
pub(crate) fn size() -> Option<(usize, usize)> {
    let terminal = console::Term::stderr();
    // As a side effect, this makes a console understand escape sequences, which all drawing needs.
    terminal.features().colors_supported();
    let (rows, columns) = terminal.size_checked()?;
    Some((columns.into(), rows.into()))
}

/// Asks `stty` for the size once, and again after each SIGWINCH, which says that the size has changed. With
/// a library, lessons 3 to 5 would take longer to compile.
#[cfg(unix)]
mod unix {
    use signal_hook::consts::SIGWINCH;
    use signal_hook::flag;
    use std::io::{self, IsTerminal};
    use std::os::fd::AsFd;
    use std::process::{Command, Stdio};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, LazyLock, Mutex, PoisonError};

    static SIZE: Mutex<Option<(usize, usize)>> = Mutex::new(None);

    /// True if `stty` must be asked (again).
    static HAS_CHANGED: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
        let has_changed = Arc::new(AtomicBool::new(true));
        // If that fails, the initial size has to do.
        let _ = flag::register(SIGWINCH, Arc::clone(&has_changed));
        has_changed
    });

    pub(crate) fn size() -> Option<(usize, usize)> {
        if !io::stderr().is_terminal() {
            return None;
        }
        let mut size = SIZE.lock().unwrap_or_else(PoisonError::into_inner);
        if HAS_CHANGED.swap(false, Ordering::Relaxed) {
            *size = ask();
        }
        *size
    }

    fn ask() -> Option<(usize, usize)> {
        let terminal = io::stderr().as_fd().try_clone_to_owned().ok()?;
        let mut stty = Command::new("stty");
        stty.arg("size").stdin(Stdio::from(terminal)).stderr(Stdio::null());
        let printed = String::from_utf8(stty.output().ok()?.stdout).ok()?;
        let (rows, columns) = printed.trim().split_once(' ')?;
        let size = (columns.parse().ok()?, rows.parse().ok()?);
        // This is the size of a terminal that doesn't know it.
        (size != (0, 0)).then_some(size)
    }
}
