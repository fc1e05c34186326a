//! The abilities of the terminal on standard error.

use std::env;
use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::{self, IsTerminal};

/// The width of drawings in columns, if nothing is known of a terminal.
pub(crate) const COLUMNS: usize = 80;

/// Returns whether the terminal, if there is one, can't redraw anything: if `TERM` is `dumb` or, except on
/// Windows, not set.
pub fn is_dumb() -> bool {
    match env::var_os("TERM") {
        Some(terminal) => terminal == "dumb",
        // Terminals on Windows have no name.
        None => cfg!(not(windows)),
    }
}

/// Returns whether standard error is a terminal that can redraw what it shows.
pub(crate) fn can_be_redrawn() -> bool {
    io::stderr().is_terminal() && !is_dumb()
}

/// Returns whether lanes that nobody asked for can be shown without tearing up other output. Output that
/// goes into a pipe may reach the same terminal at any time, or go to a program like `less` that needs
/// the whole screen.
pub fn can_show_lanes() -> bool {
    can_be_redrawn() && (io::stdout().is_terminal() || !is_pipe())
}

/// Returns whether standard output is a pipe, or anything else that is neither a file nor a device.
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

/// Returns whether a terminal shows more than ASCII, judging by the locale (`LC_ALL`, `LC_CTYPE`, `LANG`).
pub fn shows_unicode() -> bool {
    let mut locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(env::var_os);
    let locale = locale.find(|locale| !locale.is_empty()).unwrap_or_default();
    let locale = locale.to_string_lossy();
    let mut parts = locale.split(['.', '@']);
    let is_utf8 = |part: &str| ["utf-8", "utf8"].iter().any(|utf8| part.eq_ignore_ascii_case(utf8));
    cfg!(windows) || parts.any(is_utf8)
}

/// Returns whether to print colours on standard error.
///
/// A terminal gets colours unless `NO_COLOR`, `CLICOLOR=0` or its type forbid them. With `CLICOLOR_FORCE`,
/// everything else gets them, too. See <https://no-color.org> and <https://bixense.com/clicolors>.
pub fn shows_colours() -> bool {
    let is_set = |name, off: &str| {
        env::var_os(name).is_some_and(|value| !value.is_empty() && value != OsStr::new(off))
    };
    // Older Windows consoles don't understand escape sequences unless asked to.
    let takes_colours = can_be_redrawn()
        && (cfg!(not(windows))
            || ["TERM", "WT_SESSION"].iter().any(|it| env::var_os(it).is_some()));
    let wanted = env::var_os("CLICOLOR").is_none_or(|value| value != "0");
    !is_set("NO_COLOR", "") && (is_set("CLICOLOR_FORCE", "0") || takes_colours && wanted)
}
